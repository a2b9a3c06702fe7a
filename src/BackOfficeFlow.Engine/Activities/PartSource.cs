using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// What a plain part of an activity is made from when a definition is compiled. A type of one's own for a part has a
/// <c>public static T Read(PartSource source)</c>.
/// </summary>
public sealed class PartSource(ActivityModel activity, string property, List<Finding> findings, Action<string, JsonElement, Type> addExpression)
{
    public ActivityModel Activity { get; } = activity;

    /// <summary>The property's name in JSON.</summary>
    public string Property { get; } = property;
    public JsonElement Json { get; } = activity.Json.Property(property);
    public List<Finding> Findings { get; } = findings;

    /// <summary>Makes an expression inside the part known, so that the activity can evaluate it by this name.</summary>
    public void AddExpression(string name, JsonElement expression, Type type) => addExpression(name, expression, type);
}
