using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>Finds the tree of activities in a definition's JSON without knowing their types: what has a type and is no expression is an activity.</summary>
sealed class ActivityReader(List<Finding> findings)
{
    readonly HashSet<string> taken = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);

    public ActivityModel ReadRoot(JsonElement root)
    {
        Reserve(root);
        if (!root.IsAbsent() && root.ValueKind != JsonValueKind.Object)
            findings.Add(Finding.Error("wrong-shape", null, "root", "object", root.ValueKind.ToString()));
        else if (root.ValueKind == JsonValueKind.Object && root.TextOf("type") is null)
            findings.Add(Finding.Error("activity-without-type", root.TextOf("id"), "root"));

        return root.ValueKind == JsonValueKind.Object && root.TextOf("type") is not null ? Read(root) : EmptySequence();
    }

    ActivityModel EmptySequence() => new() { Id = NextId("Elsa.Sequence"), Type = "Elsa.Sequence", Json = default, Children = [], Variables = [] };

    // Ids that the file gives are known before the first one is made up, so that none collides.
    void Reserve(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var isActivity = ActivityShape.IsActivity(element);
            var outer = element;
            if (isActivity)
                element = OriginalActivity.Of(element);
            if (isActivity && GivenId(element, outer) is { } id && !taken.Add(id))
                findings.Add(Finding.Error("duplicate-id", id, "id", id));
            foreach (var property in element.EnumerateObject())
                if (ActivityShape.MayNest(property.Name))
                    Reserve(property.Value);
        }
        else
        {
            foreach (var item in element.Items())
                Reserve(item);
        }
    }

    static string? GivenId(JsonElement json, JsonElement outer) => json.TextOf("id") is { Length: > 0 } given ? given : outer.TextOf("id") is { Length: > 0 } standIn ? standIn : null;

    ActivityModel Read(JsonElement outer)
    {
        var json = OriginalActivity.Of(outer);
        var type = json.TextOf("type")!;
        var id = GivenId(json, outer) ?? NextId(type);
        var children = new List<NestedActivity>();
        foreach (var property in json.EnumerateObject())
            if (ActivityShape.MayNest(property.Name))
                Collect(property.Value, property.Name, children);

        return new ActivityModel
        {
            Id = id,
            Type = type,
            Version = json.NumberOf("version"),
            Name = json.TextOf("name"),
            Json = json,
            Children = children,
            Variables = DefinitionReader.ReadVariables(json.Property("variables"), id, findings)
        };
    }

    void Collect(JsonElement value, string path, List<NestedActivity> children)
    {
        if (ActivityShape.IsActivity(value))
        {
            children.Add(new NestedActivity(path, Read(value)));
        }
        else
        {
            var index = 0;
            foreach (var item in value.Items())
            {
                if (ActivityShape.IsActivity(item))
                    children.Add(new NestedActivity(path, Read(item)));
                else if (item.ValueKind == JsonValueKind.Object)
                    CollectMembers(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), children);
                index++;
            }
        }
    }

    // Cases, states and transitions hold activities one level down.
    void CollectMembers(JsonElement item, string path, List<NestedActivity> children)
    {
        foreach (var member in item.EnumerateObject())
            if (ActivityShape.MayNest(member.Name) && ActivityShape.IsActivity(member.Value))
                children.Add(new NestedActivity($"{path}.{member.Name}", Read(member.Value)));
    }

    string NextId(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        string id;
        do
        {
            var next = counters.GetValueOrDefault(name) + 1;
            counters[name] = next;
            id = string.Create(CultureInfo.InvariantCulture, $"{name}{next}");
        }
        while (!taken.Add(id));
        return id;
    }
}
