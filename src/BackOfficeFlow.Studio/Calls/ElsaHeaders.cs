namespace BackOfficeFlow.Studio;

/// <summary>The headers of Elsa's answers.</summary>
static class ElsaHeaders
{
    public const string InstanceId = "x-elsa-workflow-instance-id";
    public const string CannotStart = "x-elsa-workflow-cannot-start";
    public const string Response = "x-elsa-response";
}
