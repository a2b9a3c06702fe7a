using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Defects on purpose: see <see cref="PlantedBug"/>. Without one each place asks a single question.</summary>
sealed partial class BurstRun
{
    object?[]? before;

    bool Spoils(PlantedBug bug, Execution execution) => options.Planted == bug && execution.Number % 3 == 0;

    void RememberVariables() => before = options.Planted == PlantedBug.StaleWrite ? instance.Root?.Slots?.ToArray() : null;

    void ForgetWhatWasWritten()
    {
        if (before is not null)
            instance.Root!.Slots = before;
    }
}
