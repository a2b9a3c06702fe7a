namespace BackOfficeFlow.Work.Cases;

/// <summary>Where a case stands, in the words of people who do not know the engine.</summary>
public enum CaseStanding { Running, Attention, Closed, Cancelled, Broken }

static class CaseStandings
{
    public static CaseStanding Of(string subStatus, bool needsAttention) => subStatus switch
    {
        "Finished" => CaseStanding.Closed,
        "Cancelled" => CaseStanding.Cancelled,
        "Faulted" => CaseStanding.Broken,
        _ => needsAttention ? CaseStanding.Attention : CaseStanding.Running
    };
}
