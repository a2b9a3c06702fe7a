namespace BackOfficeFlow.Business.Orders;

/// <summary>What made somebody look after a parcel.</summary>
public enum IncidentTrigger { CarrierEvent, InstructionsWanted, Silence, PromiseMissed, CustomerSays }

/// <summary>Which of a carrier's events open a case (or are told to the one that is open), and as what.</summary>
public static class TriggerRules
{
    public static bool Opens(TrackingStatus status) => status is
        TrackingStatus.AttemptFail or TrackingStatus.Exception or TrackingStatus.Expired or TrackingStatus.Returned or TrackingStatus.InstructionsWanted;

    public static IncidentTrigger Trigger(TrackingStatus status) =>
        status == TrackingStatus.InstructionsWanted ? IncidentTrigger.InstructionsWanted : IncidentTrigger.CarrierEvent;

    /// <summary>The type of the case: what the carrier's profile says, else what the status alone tells.</summary>
    public static IncidentType Type(TrackingStatus status, IncidentType? mapped) => mapped ?? status switch
    {
        TrackingStatus.Expired => IncidentType.PickupExpired,
        TrackingStatus.Returned => IncidentType.ReturnedToSender,
        _ => IncidentType.Unknown
    };
}
