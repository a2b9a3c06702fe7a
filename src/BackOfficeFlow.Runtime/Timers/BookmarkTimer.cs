namespace BackOfficeFlow.Runtime;

/// <summary>Ends a wait whose time has come.</summary>
sealed class BookmarkTimer(Bursts bursts) : ITimerHandler
{
    public string Kind => BurstWriter.BookmarkTimer;

    public Task Handle(TimerCall call, CancellationToken cancel) =>
        bursts.In(call.InstanceId!.Value, burst => burst.Resume(Guid.Parse(call.Key)), cancel);
}
