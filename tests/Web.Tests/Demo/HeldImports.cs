using BackOfficeFlow.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Stands before the import's own handler and puts every batch off while a test wants to look at an import that is under way.</summary>
sealed class HeldImports(ImportBrake brake, Timers timers, TimeProvider clock, IServiceProvider parts) : ITimerHandler
{
    static readonly TimeSpan Later = TimeSpan.FromMilliseconds(200);

    public string Kind => "import";

    public Task Handle(TimerCall call, CancellationToken cancel)
    {
        if (!brake.IsOn)
            return parts.GetServices<ITimerHandler>().First(handler => handler.Kind == Kind && handler is not HeldImports).Handle(call, cancel);

        timers.Arm(call.Kind, call.Key, clock.GetUtcNow() + Later);
        return Task.CompletedTask;
    }

    /// <summary>First in the list: the first handler of a kind is the one that is asked.</summary>
    public static void Add(IServiceCollection services, ImportBrake brake)
    {
        services.AddSingleton(brake);
        services.Insert(0, ServiceDescriptor.Scoped<ITimerHandler, HeldImports>());
    }
}

/// <summary>While it is on, no import gets further.</summary>
public sealed class ImportBrake
{
    volatile bool isOn;

    public bool IsOn => isOn;

    public void Hold() => isOn = true;

    public void Release() => isOn = false;
}
