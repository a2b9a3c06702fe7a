using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>One run of a scenario: the whole application on an empty database, and a clock that is moved by hand.</summary>
public sealed class ScenarioRun(IServiceProvider house, VirtualClock clock)
{
    public const string Tenant = "scenario";

    readonly TimerDrain timers = house.GetRequiredService<TimerDrain>();
    readonly OutboxDrain outbox = house.GetRequiredService<OutboxDrain>();
    readonly Scopes scopes = house.GetRequiredService<Scopes>();

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>What verbs remember for each other: a link that was sent, say.</summary>
    public Dictionary<string, string> Notes { get; } = [];

    public static Caller Nobody { get; } = Caller.System(Tenant);

    /// <summary>Sends, and then does all that is due.</summary>
    public async Task<T> Send<T>(IRequest<T> request, Caller? caller, CancellationToken cancel)
    {
        T answer;
        await using (var scope = house.CreateAsyncScope())
            answer = await scope.ServiceProvider.GetRequiredService<Requests>().Send(request, caller ?? Nobody, cancel);
        await Settle(cancel);
        return answer;
    }

    public Task<T> Read<TPart, T>(Func<TPart, Task<T>> read, CancellationToken cancel) where TPart : notnull => scopes.Run(Nobody, read, cancel);

    /// <summary>Moves the clock on, stopping wherever something falls due.</summary>
    public async Task MoveTo(DateTimeOffset target, CancellationToken cancel)
    {
        await Settle(cancel);
        while (await NextDue(cancel) is { } next && next <= target)
        {
            clock.MoveTo(next);
            await Settle(cancel);
        }

        clock.MoveTo(target);
    }

    public async Task Settle(CancellationToken cancel)
    {
        while (await outbox.Round(cancel, atOnce: 1) + await timers.Round(cancel, atOnce: 1) > 0)
        {
        }
    }

    async Task<DateTimeOffset?> NextDue(CancellationToken cancel)
    {
        var timer = await timers.Next(cancel);
        var message = await outbox.Next(cancel);
        return timer is null || message < timer ? message : timer;
    }

    /// <summary>A text of a step.</summary>
    public static string? Text(JsonElement step, string name) =>
        !step.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.GetRawText();

    public static string RequiredText(JsonElement step, string name) =>
        Text(step, name) ?? throw new ScenarioException($"The step {step.GetRawText()} lacks '{name}'.");

    public static decimal? Number(JsonElement step, string name) =>
        Text(step, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
