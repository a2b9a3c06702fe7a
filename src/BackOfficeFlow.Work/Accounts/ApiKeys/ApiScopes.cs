namespace BackOfficeFlow.Work.Accounts;

/// <summary>What an API key may be for. The policy of each is "Api:" and its name.</summary>
public static class ApiScopes
{
    public const string Tracking = "tracking";

    /// <summary>To call endpoints of workflows that ask for a known caller and name no policy.</summary>
    public const string Workflows = "workflows";

    public static readonly IReadOnlyList<string> All = [Tracking, Workflows];

    public static string PolicyOf(string scope) => $"Api:{scope}";
}
