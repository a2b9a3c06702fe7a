namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// What Elsa's clients read in a token to know what to offer. It is a hint to them and no more: what may be done is decided by roles, at each call.
/// </summary>
static class TokenPermissions
{
    static readonly string[] ToRead = ["read:workflow-definitions", "read:workflow-instances", "read:activity-execution", "read:activity-descriptors", "read:expression-descriptors"];
    static readonly string[] ToChange =
    [
        "write:workflow-definitions", "publish:workflow-definitions", "retract:workflow-definitions", "delete:workflow-definitions", "exec:workflow-definitions",
    ];
    static readonly string[] ToRepair = ["cancel:workflow-instances"];

    public static IEnumerable<string> Of(IReadOnlyList<string> roles)
    {
        var isAdministrator = roles.Contains(Roles.Administrator);
        return
        [
            .. roles.Count > 0 ? ToRead : [],
            .. isAdministrator || roles.Contains(Roles.Designer) ? ToChange : [],
            .. isAdministrator || roles.Contains(Roles.Supervisor) ? ToRepair : [],
        ];
    }
}
