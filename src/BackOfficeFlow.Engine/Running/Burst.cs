using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>All that one uninterrupted run of an instance brought about, for the host to keep together or not at all.</summary>
public sealed class Burst(Instance instance)
{
    public Instance Instance { get; } = instance;

    /// <summary>What happened, in order.</summary>
    public List<JournalEvent> Events { get; } = [];

    /// <summary>Waits that began and still stand.</summary>
    public List<Bookmark> NewBookmarks { get; } = [];

    /// <summary>Waits that stood before and are over.</summary>
    public List<Bookmark> GoneBookmarks { get; } = [];

    /// <summary>What is to be done outside after the commit.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>Lines that the instance wrote to its console.</summary>
    public List<string> Console { get; } = [];

    /// <summary>Incidents that were opened.</summary>
    public List<Incident> NewIncidents { get; } = [];
}
