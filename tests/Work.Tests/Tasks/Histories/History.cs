namespace BackOfficeFlow.Work.Tests.Tasks.Histories;

/// <summary>What somebody does to a task.</summary>
public enum TaskAct { Claim, Release, Delegate, Complete, Look }

/// <summary>
/// One call and its answer, in the order of one clock: it took effect, if at all, between the two. Without an answer (the caller never heard)
/// it may have taken effect, or not, at any time after it was made.
/// </summary>
/// <param name="Who">The caller.</param>
/// <param name="Act">What was asked for.</param>
/// <param name="ToWhom">Whom a delegation names.</param>
/// <param name="Asked">When it was made.</param>
/// <param name="Answered">When its answer came; null: never.</param>
/// <param name="Said">"ok", a refusal's code, or what a look saw.</param>
public sealed record Call(string Who, TaskAct Act, string? ToWhom, long Asked, long? Answered, string? Said);

/// <summary>Writes calls down while they are made, by many at once.</summary>
sealed class HistoryRecorder
{
    readonly Lock guard = new();
    readonly List<Call> calls = [];
    long clock;

    public async Task Make(string who, TaskAct act, string? toWhom, Func<Task<string>> ask)
    {
        var asked = Interlocked.Increment(ref clock);
        var said = await ask();
        var answered = Interlocked.Increment(ref clock);
        lock (guard)
            calls.Add(new(who, act, toWhom, asked, answered, said));
    }

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (guard)
                return [.. calls];
        }
    }
}
