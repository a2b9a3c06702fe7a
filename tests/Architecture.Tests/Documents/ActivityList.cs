using System.Text;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>Writes docs/activities.md from what the activities say of themselves.</summary>
static class ActivityList
{
    public static string Write(ActivityRegistry registry)
    {
        var text = new StringBuilder(
            """
            # Activities

            Every step that a process can have. Written from the activities themselves by a test, which fails while this page is stale and then writes
            it anew.

            """);
        foreach (var category in registry.All.GroupBy(activity => activity.Attribute.Category).OrderBy(category => category.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append("## ").Append(category.Key).Append('\n');
            foreach (var activity in category.OrderBy(activity => activity.Type, StringComparer.Ordinal))
                Write(text, activity);
        }

        return text.ToString();
    }

    static void Write(StringBuilder text, ActivityDescriptor activity)
    {
        text.Append("\n### ").Append(activity.DisplayName).Append("\n\n`").Append(activity.Type).Append("` · ").Append(activity.Attribute.Description).Append('\n');
        var outcomes = activity.Attribute.Outcomes is { Length: > 0 } own ? own : ["Done"];
        text.Append("\nOutcomes: ").AppendJoin(", ", outcomes.Select(outcome => $"`{outcome}`"));
        if (activity.Attribute.IsTrigger)
            text.Append(". May start a case");

        text.Append(".\n");
        Row[] rows =
        [
            .. activity.Inputs.Select(input => new Row(input.Name, input.Attribute.Required ? "input, required" : "input", TypeName(input.ValueType), input.Attribute.Description)),
            .. activity.Parts.Select(part => new Row(part.Name, "part", "", part.Attribute.Description)),
            .. activity.Outputs.Select(output => new Row(output.Name, "output", TypeName(output.ValueType), output.Attribute.Description)),
        ];
        if (rows.Length == 0)
            return;

        text.Append("\n| Name | | Type | |\n| --- | --- | --- | --- |\n");
        foreach (var row in rows)
            text.Append("| `").AppendJoin(" | ", row.Name + '`', row.Role, row.Type, row.Description.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
    }

    static string TypeName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return TypeName(inner);

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]} of {string.Join(", ", type.GetGenericArguments().Select(TypeName))}"
            : type.Name;
    }

    sealed record Row(string Name, string Role, string Type, string Description);
}
