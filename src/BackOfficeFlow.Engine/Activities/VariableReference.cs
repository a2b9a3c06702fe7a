using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>The variable that a definition points at.</summary>
public sealed record VariableReference(string Id, string? Name)
{
    public static VariableReference? Read(PartSource source)
    {
        var id = source.Json.TextOf("id") ?? source.Json.Text() ?? source.Json.TextOf("name");
        return id is null ? null : new VariableReference(id, source.Json.TextOf("name"));
    }
}
