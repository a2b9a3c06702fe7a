using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.Cases;

static class CaseRules
{
    /// <summary>What audit rows call a case.</summary>
    public const string Subject = "case";

    public static void RequireSupervisor(Caller caller)
    {
        if (!TaskAccess.IsSupervisor(caller))
            throw new RuleBrokenException(Texts.Of("OnlySupervisors")) { Code = "not-allowed" };
    }
}
