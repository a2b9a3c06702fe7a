namespace BackOfficeFlow.Runtime;

/// <summary>
/// The business says no. The message is for the person who asked, in their language: what was tried, on what, why not, what to do instead.
/// Shown as it is; answered as 409 by an endpoint.
/// </summary>
public sealed class RuleBrokenException(string message) : Exception(message)
{
    /// <summary>The code of a refusal that says who may not: answered as 403.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>A stable word for machines, e.g. "task-taken".</summary>
    public string Code { get; init; } = "rule-broken";
}
