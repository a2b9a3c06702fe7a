using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Cases;

static class CaseRules
{
    /// <summary>What audit rows call a case.</summary>
    public const string Subject = "case";

    /// <summary>The company has no such case.</summary>
    public static RuleBrokenException Unknown() => new(Texts.Of("CaseUnknown")) { Code = "not-found" };

    /// <exception cref="RuleBrokenException">What was saved of it cannot be read.</exception>
    public static Instance Open(WorkflowInstance row)
    {
        try
        {
            return Instance.Open(row.State);
        }
        catch (InstanceFormatException broken)
        {
            throw new RuleBrokenException(Texts.Of("CaseUnreadable", row.CaseKey, broken.Message)) { Code = "instance-unreadable" };
        }
    }
}
