namespace BackOfficeFlow.Work.Accounts;

/// <summary>The names of the limits on how often one network address may ask. A route names the one that it is under; the host says how much.</summary>
public static class RateLimits
{
    /// <summary>Forms that try a secret: sign-in, one-time links, the first visit.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Pages that a signed link opens for somebody who has no account.</summary>
    public const string Links = "links";

    /// <summary>Calls of other systems.</summary>
    public const string Api = "api";

    /// <summary>What the designer calls: only calls that show an API key are counted.</summary>
    public const string Studio = "studio";
}
