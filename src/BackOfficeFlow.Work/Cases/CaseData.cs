using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Cases;

/// <summary>What readers of a case see of its values: what its process says, otherwise all plain ones that it was opened with and has found out.</summary>
static class CaseData
{
    // In customProperties.backOfficeFlow: the variable, or the part of it, that readers of a case see.
    const string Switch = "caseData";

    /// <summary>Who may open the page of a case may see its values anywhere.</summary>
    public static bool IsReadBy(Caller caller) => SentByAttribute.Of(typeof(ShowCase)).Lets(caller);

    /// <summary>The process says which values are for readers.</summary>
    public static bool IsChosen(Workflow workflow) => workflow.Definition.Switch(Switch) is not null;

    public static IReadOnlyList<KeyValuePair<string, object?>> Of(Instance instance, Workflow workflow) => Chosen(instance, workflow) is { } chosen ? [.. chosen] : [.. Plain(instance)];

    /// <summary>The document that the process chose; null where it chose none, or the case has not got it yet.</summary>
    public static IReadOnlyDictionary<string, object?>? Chosen(Instance instance, Workflow workflow) => workflow.Definition.Switch(Switch) is { } path ? Follow(instance, path) : null;

    public static bool IsPlain(object? value) => value is not (null or "" or IReadOnlyDictionary<string, object?> or IEnumerable<object?>);

    static IEnumerable<KeyValuePair<string, object?>> Plain(Instance instance) =>
        instance.Input.Concat(instance.Variables).Where(value => IsPlain(value.Value)).DistinctBy(value => value.Key);

    /// <summary>A document in a variable or an input: "Facts.sheet" is the part "sheet" of the variable Facts.</summary>
    static IReadOnlyDictionary<string, object?>? Follow(Instance instance, string path)
    {
        var steps = path.Split('.');
        var value = instance.Variables.Concat(instance.Input).FirstOrDefault(each => each.Key == steps[0]).Value;
        foreach (var step in steps.Skip(1))
            value = (value as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(step);
        return value as IReadOnlyDictionary<string, object?>;
    }
}
