namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// Defects that the engine's own tests can give it, to show that they would be found. Nobody else can: the setting is internal, and it is never read
/// from configuration or definitions.
/// </summary>
enum PlantedBug
{
    None,

    /// <summary>Now and then a container does not hear that a child ended.</summary>
    LostCallback,

    /// <summary>Now and then a child is run twice.</summary>
    DoubleFire,

    /// <summary>A node that is skipped does not tell the nodes behind it.</summary>
    MissedDeadPath,

    /// <summary>What a burst wrote into variables is overwritten with what they held before it.</summary>
    StaleWrite,

    /// <summary>Now and then a wait is over and its step does not go on.</summary>
    SwallowedStimulus
}
