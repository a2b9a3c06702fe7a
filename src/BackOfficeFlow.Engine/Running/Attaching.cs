namespace BackOfficeFlow.Engine.Running;

/// <summary>Ties the executions of an opened instance to the nodes of its compiled workflow.</summary>
static class Attaching
{
    public static void Attach(Instance instance, Workflow workflow)
    {
        Attach(instance.Root!, workflow);
    }

    static void Attach(Execution execution, Workflow workflow)
    {
        // What an earlier burst made belongs to that burst's scope.
        execution.Activity = null;
        if (!ReferenceEquals(execution.Node, workflow.Find(execution.NodeId)))
            Bind(execution, workflow.Find(execution.NodeId)
                ?? throw new InvalidOperationException($"The workflow {workflow.DefinitionId} version {workflow.Version} has no activity '{execution.NodeId}', at which the instance stands."));
        foreach (var child in execution.Children ?? [])
            Attach(child, workflow);
    }

    /// <summary>The first activity at which the instance stands and that the workflow lacks, or has as one of another type; null when it has all.</summary>
    public static string? FindMissing(Execution execution, Workflow workflow)
    {
        if (execution.Parent is not null && workflow.Find(execution.NodeId)?.Type != execution.Node.Type)
            return execution.NodeId;
        foreach (var child in execution.Children ?? [])
            if (FindMissing(child, workflow) is { } missing)
                return missing;
        return null;
    }

    static void Bind(Execution execution, Node node)
    {
        // Values stay with the ids of their variables, also when the instance is moved to another version.
        var slots = execution.SavedSlots ?? execution.Node?.Variables.Select((slot, i) => (slot, execution.Slots![i])).ToDictionary(pair => pair.slot.Id, pair => new SavedSlot(pair.slot.Name, pair.Item2));
        execution.Node = node;
        execution.Slots = node.Variables.Length == 0 ? null
            : [.. node.Variables.Select(slot => slots is not null && slots.TryGetValue(slot.Id, out var saved) ? saved.Value : slot.Default)];
        if (execution.SavedInputs is { } inputs && node.HasLiveInputs)
            execution.Evaluated = [.. node.Inputs.Select(input => inputs.GetValueOrDefault(input.Name))];
        execution.SavedSlots = null;
        execution.SavedInputs = null;
    }
}
