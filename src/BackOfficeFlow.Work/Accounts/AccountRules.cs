using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>What every request about accounts asks first.</summary>
static class AccountRules
{
    /// <summary>The company's administrators, and the product itself.</summary>
    public static void RequireAdministrator(Caller caller)
    {
        if (!caller.IsSystem && !caller.Roles.Contains(Roles.Administrator))
            throw new RuleBrokenException(Texts.Of("OnlyAdministrators")) { Code = "not-allowed" };
    }

    /// <summary>What only the product does by itself, never a person: demo data, the first visit.</summary>
    public static void RequireProduct(Caller caller)
    {
        if (!caller.IsSystem)
            throw new RuleBrokenException(Texts.Of("OnlyAdministrators")) { Code = "not-allowed" };
    }
}
