namespace BackOfficeFlow.Studio;

/// <summary>Where the value of a variable is kept, by the names that Elsa's documents hold.</summary>
sealed record StorageDriverShape(string TypeName, string DisplayName, int Priority, bool Deprecated)
{
    public static IReadOnlyList<StorageDriverShape> All =>
    [
        new("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", Texts.Say("Storage.Instance"), 5, false),
        new("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", Texts.Say("Storage.Memory"), 0, false),
        new("Elsa.Workflows.Services.WorkflowStorageDriver, Elsa.Workflows.Core", Texts.Say("Storage.Workflow"), -1, true)
    ];
}
