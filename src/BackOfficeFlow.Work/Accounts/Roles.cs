namespace BackOfficeFlow.Work.Accounts;

/// <summary>What a member of a company may do there. A member may hold several.</summary>
public static class Roles
{
    public const string Designer = "Designer";
    public const string Clerk = "Clerk";
    public const string Supervisor = "Supervisor";
    public const string Administrator = "Administrator";

    public static readonly IReadOnlyList<string> All = [Clerk, Supervisor, Designer, Administrator];
}
