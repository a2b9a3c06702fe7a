namespace BackOfficeFlow.Work.Accounts;

/// <summary>The names of the authorisation policies. Every route has one of them.</summary>
public static class Policies
{
    /// <summary>Anybody, signed in or not. The routes that have it are listed in one test.</summary>
    public const string Public = "Public";

    /// <summary>Any signed-in member of the active tenant.</summary>
    public const string Member = "Member";

    /// <summary>Works on tasks: clerks, supervisors and administrators.</summary>
    public const string Clerk = "Clerk";

    public const string Supervisor = "Supervisor";
    public const string Designer = "Designer";
    public const string Administrator = "Administrator";

    /// <summary>An API key with the scope that the rest of the policy's name says, e.g. "Api:tracking".</summary>
    public const string ApiTracking = "Api:tracking";
}
