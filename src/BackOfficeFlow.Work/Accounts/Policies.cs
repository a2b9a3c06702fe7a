using Microsoft.AspNetCore.Authorization;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>The names of the authorisation policies. Every route has one of them; a route that has none is closed.</summary>
public static class Policies
{
    /// <summary>Anybody, signed in or not. The routes that have it are listed in one test.</summary>
    public const string Public = "Public";

    /// <summary>Signed in, whether or not a company is chosen yet.</summary>
    public const string SignedIn = "SignedIn";

    /// <summary>Any signed-in member of the active tenant.</summary>
    public const string Member = "Member";

    /// <summary>Works on tasks: clerks, supervisors and administrators.</summary>
    public const string Clerk = "Clerk";

    public const string Supervisor = "Supervisor";
    public const string Designer = "Designer";
    public const string Administrator = "Administrator";

    /// <summary>An API key with the scope that the rest of the policy's name says, e.g. "Api:tracking".</summary>
    public const string ApiTracking = "Api:tracking";
    public const string ApiProcesses = "Api:processes";

    /// <summary>Looks at processes and their cases with the designer: any member, or an API key for definitions. What may be changed, each request says.</summary>
    public const string Studio = "Studio";

    /// <summary>Starts processes as other systems do: an API key for processes, or a member; which members, the call says.</summary>
    public const string StartProcesses = "StartProcesses";

    internal static void Define(AuthorizationOptions options)
    {
        // A public route is one that asks nothing; the assertion is there so that it is still a named choice.
        options.AddPolicy(Public, policy => policy.RequireAssertion(_ => true));
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        options.AddPolicy(Member, policy => policy.RequireAuthenticatedUser().RequireClaim(MemberClaims.Tenant));
        AddRoles(options, Clerk, Roles.Clerk, Roles.Supervisor, Roles.Administrator);
        AddRoles(options, Supervisor, Roles.Supervisor, Roles.Administrator);
        AddRoles(options, Designer, Roles.Designer, Roles.Administrator);
        AddRoles(options, Administrator, Roles.Administrator);

        AddMembersAndKeys(options, Studio, ApiScopes.Definitions);
        AddMembersAndKeys(options, StartProcesses, ApiScopes.Processes);

        foreach (var scope in ApiScopes.All)
            options.AddPolicy(ApiScopes.PolicyOf(scope), policy => policy
                .AddAuthenticationSchemes(ApiKeyScheme.Name)
                .RequireAuthenticatedUser()
                .RequireClaim(MemberClaims.Scope, scope));

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }

    static void AddMembersAndKeys(AuthorizationOptions options, string name, string scope) => options.AddPolicy(name, policy => policy
        .AddAuthenticationSchemes(CallerScheme.Name)
        .RequireAuthenticatedUser()
        .RequireClaim(MemberClaims.Tenant)
        .RequireAssertion(context => Roles.All.Any(context.User.IsInRole) || context.User.HasClaim(MemberClaims.Scope, scope)));

    static void AddRoles(AuthorizationOptions options, string name, params string[] roles) =>
        options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireClaim(MemberClaims.Tenant).RequireRole(roles));
}
