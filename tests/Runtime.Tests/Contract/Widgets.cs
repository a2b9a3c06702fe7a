using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>A business record of the tests' own.</summary>
public sealed class Widget : ITenantRow, IRevisioned
{
    public Guid Id { get; set; }
    public string TenantId { get; set; } = "";
    public string Code { get; set; } = "";
    public int Count { get; set; }
    public int Revision { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<Widget>
    {
        public void Configure(EntityTypeBuilder<Widget> builder) => builder.HasIndex(widget => new { widget.TenantId, widget.Code }).IsUnique();
    }
}

/// <summary>How the world outside a burst is: tests switch it to let a step fail or succeed.</summary>
public sealed class World
{
    public bool IsBroken { get; set; }
    public List<string> Sent { get; } = [];

    /// <summary>For whoever looks while more is being sent.</summary>
    public IReadOnlyList<string> SentSoFar
    {
        get
        {
            lock (Sent)
                return [.. Sent];
        }
    }

    public int Failures { get; set; }
    public int Calls { get; set; }

    /// <summary>Holds whoever is sent this text until the test lets it go.</summary>
    public Dictionary<string, TaskCompletionSource> Held { get; } = [];
}

[SentBy(Senders.Clerks)]
public sealed record AddWidget(string Code) : IRequest<Guid>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<AddWidget, Guid>
    {
        public async Task<Guid> Handle(AddWidget request, CancellationToken cancellationToken)
        {
            var widget = new Widget { Id = Guid.CreateVersion7(clock.GetUtcNow()), Code = request.Code };
            db.Add(widget);
            await db.SaveChangesAsync(cancellationToken);
            return widget.Id;
        }
    }
}

/// <summary>Counts a widget up: the usual read, change, save.</summary>
[SentBy(Senders.Clerks)]
public sealed record CountWidget(string Code) : IRequest<int>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<CountWidget, int>
    {
        public async Task<int> Handle(CountWidget request, CancellationToken cancellationToken)
        {
            var widget = await db.Set<Widget>().SingleAsync(widget => widget.Code == request.Code, cancellationToken);
            widget.Count++;
            await db.SaveChangesAsync(cancellationToken);
            return widget.Count;
        }
    }
}

[Activity("Test.SaveWidget", Category = "Test")]
public sealed class SaveWidgetActivity(IMediator requests, World world) : Activity
{
    [Input("The widget's code.")] public string Code { get; set; } = "";

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        await requests.Send(new AddWidget(Code), context.Cancel);
        if (world.IsBroken)
            throw new InvalidOperationException("The world is broken.");
        return Done();
    }
}

/// <summary>Saves, and then says that it failed instead of throwing.</summary>
[Activity("Test.SaveAndRefuse", Category = "Test")]
public sealed class SaveAndRefuseActivity(IMediator requests) : Activity
{
    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        await requests.Send(new AddWidget("refused"), context.Cancel);
        return Fault("It cannot be made.", "refused");
    }
}

/// <summary>Saves what is there already: the database refuses it.</summary>
[Activity("Test.SaveTwice", Category = "Test")]
public sealed class SaveTwiceActivity(IMediator requests, World world) : Activity
{
    [Input("The widget's code.")] public string Code { get; set; } = "";

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        await requests.Send(new AddWidget(Code), context.Cancel);
        if (world.IsBroken)
            await requests.Send(new AddWidget(Code), context.Cancel);
        return Done();
    }
}

/// <summary>Changes a record without saving it, and asks for things outside.</summary>
[Activity("Test.Untidy", Category = "Test")]
public sealed class UntidyActivity(BackOfficeDb db, Outbox outbox, Timers timers, TimeProvider clock, World world) : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        db.Add(new Widget { Id = Guid.CreateVersion7(clock.GetUtcNow()), Code = "untidy" });
        outbox.Add("test-send", $"{context.InstanceId}", new { text = "untidy" }, instanceId: context.InstanceId);
        timers.Arm("test-timer", "untidy", context.Now.AddHours(1));
        if (world.IsBroken)
            throw new InvalidOperationException("The world is broken.");
        return Done();
    }
}

/// <summary>Sends something and waits for the answer.</summary>
[Activity("Test.Send", Category = "Test")]
public sealed class SendActivity(Outbox outbox) : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        var key = $"{context.InstanceId:N}/{context.ExecutionId}";
        outbox.Add("test-send", key, new { text = context.NodeName }, instanceId: context.InstanceId);
        return WaitFor(new OutboxAnswered("test-send", key));
    }
}

public sealed class TestSender(World world) : IOutboxHandler
{
    public string Kind => "test-send";

    public async Task<OutboxAnswer> Handle(OutboxMessage message, CancellationToken cancel)
    {
        world.Calls++;
        if (world.Failures-- > 0)
            throw new IOException("The line is dead.");
        var text = (string)message.Values["text"]!;
        if (world.Held.TryGetValue(text, out var gate))
            await gate.Task.WaitAsync(cancel);
        lock (world.Sent)
            world.Sent.Add(text);
        return OutboxAnswer.Delivered(new { ok = true });
    }
}

public sealed class TestTimer(World world, Timers timers, OpenTransaction transaction) : ITimerHandler
{
    public string Kind => "test-timer";

    public Task Handle(TimerCall call, CancellationToken cancel)
    {
        if (world.Failures-- > 0)
            throw new IOException("The line is dead.");
        lock (world.Sent)
            world.Sent.Add($"timer {call.Key}");
        if (call.Key == "again" && world.Sent.Count < 3)
            timers.Arm("test-timer", "again", transaction.Now.AddHours(1));
        return Task.CompletedTask;
    }
}
