using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance.Tests;

/// <summary>The recorded runs of Elsa beside the repository, when they are there.</summary>
static class RecordedCases
{
    public const string Missing = "The recorded runs (../shared/corpus/elsa/shared) are not beside the repository.";

    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    public static IReadOnlyList<string> Folders { get; } = CaseFolder.Recorded is { } folder ? [.. CaseFolder.Find(folder).Where(IsKnown)] : [];

    // A type that is neither built in nor a workflow of the case cannot be played; one that nobody knows is what its case is about.
    static bool IsKnown(string folder)
    {
        var @case = CaseFile.Open(folder);
        return @case.Children.Append(@case.Definition).All(file => DefinitionReader.Read(file).Definition is { } definition
            && definition.Activities.All(activity => Registry.Find(activity.Type) is not null || @case.Children.Count == 0 && !activity.Type.StartsWith("Elsa.", StringComparison.Ordinal)));
    }
}
