using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>What an API key may be for. The policy of each is "Api:" and its name.</summary>
public static class ApiScopes
{
    public const string Tracking = "tracking";

    /// <summary>To call endpoints of workflows that ask for a known caller and name no policy.</summary>
    public const string Workflows = "workflows";

    /// <summary>To start processes, tell them events, report tasks as done and end waits, as systems do that know Elsa.</summary>
    public const string Processes = "processes";

    /// <summary>To read, change and publish definitions of processes.</summary>
    public const string Definitions = KeyScopes.Definitions;

    public static readonly IReadOnlyList<string> All = [Tracking, Workflows, Processes, Definitions];

    public static string PolicyOf(string scope) => $"Api:{scope}";
}
