namespace BackOfficeFlow.Work.Cases;

static class CaseRules
{
    /// <summary>What audit rows call a case.</summary>
    public const string Subject = "case";
}
