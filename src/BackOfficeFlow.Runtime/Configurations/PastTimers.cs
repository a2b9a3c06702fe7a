using System.Globalization;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>Finds waits whose end is over already: they do not wait, and as triggers they start nothing.</summary>
sealed class PastTimers(TimeProvider clock) : IDefinitionCheck
{
    public Task<IReadOnlyList<ConfigurationFinding>> Check(CheckedDefinition definition, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return Task.FromResult<IReadOnlyList<ConfigurationFinding>>([.. definition.Steps.Select(step => Look(step, now)).OfType<ConfigurationFinding>()]);
    }

    static ConfigurationFinding? Look(Node step, DateTimeOffset now) => step.Descriptor.ActivityType switch
    {
        var type when type == typeof(StartAt) && step.TryGetConstant(nameof(StartAt.DateTime), out var at) && at is DateTimeOffset instant && instant <= now =>
            CheckedDefinition.Warning(step, nameof(StartAt.DateTime), Texts.Say("TimeIsOver", instant.ToString("u", CultureInfo.InvariantCulture))),
        var type when type == typeof(Delay) && step.TryGetConstant(nameof(Delay.TimeSpan), out var by) && by is TimeSpan length && length < TimeSpan.Zero =>
            CheckedDefinition.Warning(step, nameof(Delay.TimeSpan), Texts.Say("TimeIsOver", length.ToString("c", CultureInfo.InvariantCulture))),
        _ => null
    };
}
