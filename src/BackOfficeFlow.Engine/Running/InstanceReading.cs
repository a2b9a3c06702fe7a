using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

public sealed partial class Instance
{
    static Instance Read(JsonElement json)
    {
        var instance = new Instance
        {
            Id = json.GetProperty("id").GetGuid(),
            DefinitionId = json.GetProperty("def").GetString()!,
            DefinitionVersionId = json.GetProperty("ver").GetString()!,
            DefinitionVersion = json.GetProperty("no").GetInt32(),
            CreatedAt = json.GetProperty("created").GetDateTimeOffset(),
            ParentInstanceId = json.TryGetProperty("parent", out var parent) ? parent.GetGuid() : null,
            ParentWait = json.TryGetProperty("tell", out var tell) ? new ParentWait(tell[0].GetString()!, tell[1].GetString()!) : null,
            Depth = json.NumberOf("depth") ?? 0,
            HasChildren = json.FlagOf("kids"),
            Pins = json.TryGetProperty("pins", out var pins) ? pins.EnumerateObject().ToDictionary(pin => pin.Name, pin => pin.Value.GetString()!, StringComparer.Ordinal) : new Dictionary<string, string>(),
            Status = Enum.Parse<InstanceStatus>(json.GetProperty("status").GetString()!),
            SubStatus = Enum.Parse<InstanceSubStatus>(json.GetProperty("sub").GetString()!),
            CorrelationId = json.TextOf("corr"),
            Name = json.TextOf("name"),
            FinishedAt = json.TryGetProperty("finished", out var finished) ? finished.GetDateTimeOffset() : null,
            LastSequence = json.GetProperty("seq").GetInt64(),
            LastExecution = json.GetProperty("last").GetInt32(),
            LastResult = Values.FromTagged(json.Property("result"))
        };
        Fill(instance.Input, json.Property("in"));
        Fill(instance.Output, json.Property("out"));
        Fill(instance.Outputs, json.Property("reg"));
        instance.Exchanges.AddRange(json.Property("http").Items().Select(exchange => exchange.GetString()!));
        instance.Bookmarks.AddRange(json.Property("waits").Items().Select(ReadBookmark));
        instance.Incidents.AddRange(json.Property("incidents").Items().Select(ReadIncident));
        if (json.TryGetProperty("root", out var root))
        {
            var byNumber = new Dictionary<int, Execution>();
            instance.Root = ReadExecution(root, null, byNumber);
            // Earlier releases saved steps as due that had been cancelled.
            foreach (var number in json.Property("due").Items())
                if (byNumber.TryGetValue(number.GetInt32(), out var due))
                    instance.Due.Enqueue(due);
        }
        return instance;
    }

    static Bookmark ReadBookmark(JsonElement json) => new(
        json.GetProperty("id").GetGuid(), json.GetProperty("n").GetString()!, json.GetProperty("x").GetString()!, json.GetProperty("k").GetString()!, json.GetProperty("key").GetString()!)
    {
        CreatedAt = json.GetProperty("at").GetDateTimeOffset(),
        DueAt = json.TryGetProperty("due", out var due) ? due.GetDateTimeOffset() : null,
        Stays = json.FlagOf("stay"),
        Payload = Values.FromTagged(json.Property("p"))
    };

    static Incident ReadIncident(JsonElement json) => new(
        json.GetProperty("id").GetGuid(), json.GetProperty("n").GetString()!, json.GetProperty("x").GetString()!, json.GetProperty("t").GetString()!, json.GetProperty("m").GetString()!)
    {
        ExceptionType = json.TextOf("e"),
        Detail = json.TextOf("d"),
        Code = json.TextOf("c"),
        At = json.GetProperty("at").GetDateTimeOffset(),
        ResolvedAt = json.TryGetProperty("ok", out var resolved) ? resolved.GetDateTimeOffset() : null
    };

    static Execution ReadExecution(JsonElement json, Execution? parent, Dictionary<int, Execution> byNumber)
    {
        var execution = new Execution
        {
            Number = json.GetProperty("i").GetInt32(),
            NodeId = json.GetProperty("n").GetString()!,
            Parent = parent,
            Tag = json.TextOf("t"),
            Depth = parent is null ? 0 : parent.Depth + 1,
            Status = (ExecutionStatus)json.GetProperty("s").GetInt32(),
            Asked = json.TryGetProperty("a", out var asked) ? (Ask)asked.GetInt32() : Ask.Execute,
            FailedTries = json.NumberOf("tries") ?? 0,
            IsTrigger = json.FlagOf("tr"),
            News = Values.FromTagged(json.Property("w")),
            ResumedKind = json.TextOf("k"),
            ResumedKey = json.TextOf("key"),
            Extra = ReadMap(json.Property("e")),
            SavedInputs = ReadMap(json.Property("in")),
            Memory = ReadMap(json.Property("m"))
        };
        if (json.TryGetProperty("v", out var slots))
            execution.SavedSlots = slots.EnumerateObject().ToDictionary(slot => slot.Name, slot => new SavedSlot(slot.Value[0].GetString()!, Values.FromTagged(slot.Value[1])), StringComparer.Ordinal);
        if (json.TryGetProperty("q", out var missed))
            execution.Missed = [.. missed.EnumerateArray().Select(ReadEnded)];
        byNumber[execution.Number] = execution;
        if (json.TryGetProperty("c", out var children))
            execution.Children = [.. children.EnumerateArray().Select(child => ReadExecution(child, execution, byNumber))];
        return execution;
    }

    static EndedChild ReadEnded(JsonElement json) => new(
        json.GetProperty("n").GetString()!, json.GetProperty("x").GetString()!, json.GetProperty("c").GetBoolean(),
        [.. json.GetProperty("o").EnumerateArray().Select(outcome => outcome.GetString()!)], json.TextOf("t"));

    static Dictionary<string, object?>? ReadMap(JsonElement json)
    {
        if (json.IsAbsent())
            return null;
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        Fill(map, json);
        return map;
    }

    static void Fill(Dictionary<string, object?> map, JsonElement json)
    {
        if (json.IsAbsent())
            return;
        foreach (var property in json.EnumerateObject())
            map[property.Name] = Values.FromTagged(property.Value);
    }
}
