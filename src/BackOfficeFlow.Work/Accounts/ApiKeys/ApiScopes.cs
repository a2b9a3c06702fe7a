namespace BackOfficeFlow.Work.Accounts;

/// <summary>What an API key may be for. The policy of each is "Api:" and its name.</summary>
public static class ApiScopes
{
    public const string Tracking = "tracking";

    public static readonly IReadOnlyList<string> All = [Tracking];

    public static string PolicyOf(string scope) => $"Api:{scope}";
}
