namespace BackOfficeFlow.Runtime;

/// <summary>Where nobody signs in (commands, tests): nobody asks, so that a forgotten caller may do nothing.</summary>
sealed class NobodySource : ICallerSource
{
    public ValueTask<Caller> Find(CancellationToken cancel) => ValueTask.FromResult(new Caller(null, null, "nobody"));
}
