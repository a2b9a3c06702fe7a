using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Says when a case has changed, on whichever node: a hint, as all change signals are.</summary>
public sealed class CaseWatch(ChangeSignal signal)
{
    /// <summary>The listener is called on the thread that brought the news: it must be quick and must not throw.</summary>
    public IDisposable Subscribe(Action<string, Guid> changed) => signal.Subscribe(change =>
    {
        if (change.Subject == ChangeSubjects.Instance && Guid.TryParse(change.Id, out var id))
            changed(change.TenantId, id);
    });
}
