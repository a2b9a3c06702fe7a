using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>The saved form of an instance: a compact JSON document with the version of its format.</summary>
public sealed partial class Instance
{
    internal const int Format = 3;

    // As deep as containers may stand in one another, and then a value as deep as values may be.
    const int MaxDepth = 1_700;

    static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxDepth };

    public byte[] Save()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
            Write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="InstanceFormatException">The document is of a newer release, or none.</exception>
    public static Instance Open(ReadOnlySpan<byte> document)
    {
        try
        {
            var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = Deep.MaxDepth });
            using var json = JsonDocument.ParseValue(ref reader);
            var format = json.RootElement.GetProperty("v").GetInt32();
            if (format > Format)
                throw new InstanceFormatException($"The instance was saved in format {format}; this release reads up to {Format}. Run the release that wrote it, or a newer one.");
            return Read(json.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InstanceFormatException($"The saved instance cannot be read: {broken.Message}", broken);
        }
    }

    void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("v", NeededFormat);
        writer.WriteString("id", Id);
        writer.WriteString("def", DefinitionId);
        writer.WriteString("ver", DefinitionVersionId);
        writer.WriteNumber("no", DefinitionVersion);
        writer.WriteString("status", Status.ToString());
        writer.WriteString("sub", SubStatus.ToString());
        writer.WriteString("created", CreatedAt);
        WriteText(writer, "corr", CorrelationId);
        WriteText(writer, "name", Name);
        if (ParentInstanceId is { } parent)
            writer.WriteString("parent", parent);
        if (ParentWait is { } wait)
        {
            writer.WriteStartArray("tell");
            writer.WriteStringValue(wait.Kind);
            writer.WriteStringValue(wait.Key);
            writer.WriteEndArray();
        }
        if (Depth > 0)
            writer.WriteNumber("depth", Depth);
        if (HasChildren)
            writer.WriteBoolean("kids", true);
        if (Exchanges.Count > 0)
        {
            writer.WriteStartArray("http");
            foreach (var exchange in Exchanges)
                writer.WriteStringValue(exchange);
            writer.WriteEndArray();
        }
        if (Pins.Count > 0)
        {
            writer.WriteStartObject("pins");
            foreach (var (use, version) in Pins)
                writer.WriteString(use, version);
            writer.WriteEndObject();
        }
        if (FinishedAt is { } finished)
            writer.WriteString("finished", finished);
        writer.WriteNumber("seq", LastSequence);
        writer.WriteNumber("last", LastExecution);
        WriteMap(writer, "in", Input);
        WriteMap(writer, "out", Output);
        WriteMap(writer, "reg", Outputs);
        if (LastResult is not null)
            WriteValue(writer, "result", LastResult);
        WriteBookmarks(writer);
        WriteIncidents(writer);
        WriteDue(writer);
        if (Root is not null)
        {
            writer.WritePropertyName("root");
            WriteExecution(writer, Root);
        }
        writer.WriteEndObject();
    }

    // An earlier release may still open what uses nothing that it does not know: children, used workflows and open requests since 2, retries since 3.
    int NeededFormat => Bookmarks.Exists(bookmark => bookmark.Kind == RetryWait.Kind) ? Format : Pins.Count > 0 || ParentWait is not null || HasChildren || Exchanges.Count > 0 ? 2 : 1;

    // A fault may end a burst while steps that were cancelled meanwhile still stand in the queue; they are in the tree no more.
    void WriteDue(Utf8JsonWriter writer)
    {
        if (Due.All(execution => execution.HasEnded))
            return;
        writer.WriteStartArray("due");
        foreach (var execution in Due)
            if (!execution.HasEnded)
                writer.WriteNumberValue(execution.Number);
        writer.WriteEndArray();
    }

    void WriteBookmarks(Utf8JsonWriter writer)
    {
        if (Bookmarks.Count == 0)
            return;
        writer.WriteStartArray("waits");
        foreach (var bookmark in Bookmarks)
        {
            writer.WriteStartObject();
            writer.WriteString("id", bookmark.Id);
            writer.WriteString("n", bookmark.NodeId);
            writer.WriteString("x", bookmark.ExecutionId);
            writer.WriteString("k", bookmark.Kind);
            writer.WriteString("key", bookmark.Key);
            writer.WriteString("at", bookmark.CreatedAt);
            if (bookmark.DueAt is { } due)
                writer.WriteString("due", due);
            if (bookmark.Stays)
                writer.WriteBoolean("stay", true);
            if (bookmark.Payload is not null)
                WriteValue(writer, "p", bookmark.Payload);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    void WriteIncidents(Utf8JsonWriter writer)
    {
        if (Incidents.Count == 0)
            return;
        writer.WriteStartArray("incidents");
        foreach (var incident in Incidents)
        {
            writer.WriteStartObject();
            writer.WriteString("id", incident.Id);
            writer.WriteString("n", incident.NodeId);
            writer.WriteString("x", incident.ExecutionId);
            writer.WriteString("t", incident.ActivityType);
            writer.WriteString("m", incident.Message);
            WriteText(writer, "e", incident.ExceptionType);
            WriteText(writer, "d", incident.Detail);
            WriteText(writer, "c", incident.Code);
            writer.WriteString("at", incident.At);
            if (incident.ResolvedAt is { } resolved)
                writer.WriteString("ok", resolved);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteExecution(Utf8JsonWriter writer, Execution execution)
    {
        writer.WriteStartObject();
        writer.WriteNumber("i", execution.Number);
        writer.WriteString("n", execution.NodeId);
        writer.WriteNumber("s", (int)execution.Status);
        WriteText(writer, "t", execution.Tag);
        WriteSlots(writer, execution);
        WriteMap(writer, "e", execution.Extra);
        WriteMap(writer, "in", SavedInputs(execution));
        if (execution.Memory is { Count: > 0 } memory)
            WriteMap(writer, "m", memory.ToDictionary(pair => pair.Key, pair => pair.Value is IRemembered own ? own.ToValue() : pair.Value, StringComparer.Ordinal));
        if (execution.Asked != Ask.Execute)
            writer.WriteNumber("a", (int)execution.Asked);
        if (execution.FailedTries > 0)
            writer.WriteNumber("tries", execution.FailedTries);
        if (execution.IsTrigger)
            writer.WriteBoolean("tr", true);
        // What the last wait brought matters only while the step that it woke has not ended.
        if (execution.News is not null)
            WriteValue(writer, "w", execution.News);
        WriteText(writer, "k", execution.ResumedKind);
        WriteText(writer, "key", execution.ResumedKey);
        WriteMissed(writer, execution);
        if (execution.Children is { Count: > 0 } children)
        {
            writer.WriteStartArray("c");
            foreach (var child in children)
                WriteExecution(writer, child);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    static void WriteSlots(Utf8JsonWriter writer, Execution execution)
    {
        var slots = execution.SavedSlots ?? execution.Slots?
            .Select((value, i) => (execution.Node.Variables[i], value))
            .DistinctBy(pair => pair.Item1.Id)
            .ToDictionary(pair => pair.Item1.Id, pair => new SavedSlot(pair.Item1.Name, pair.value));
        if (slots is not { Count: > 0 })
            return;
        writer.WriteStartObject("v");
        foreach (var (id, slot) in slots)
        {
            writer.WriteStartArray(id);
            writer.WriteStringValue(slot.Name);
            Values.WriteTagged(writer, slot.Value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    // Constants are in the definition; what has ended or not begun needs none.
    static Dictionary<string, object?>? SavedInputs(Execution execution) => execution.SavedInputs ?? (execution.Evaluated is null ? null
        : execution.Node.Inputs.Select((input, i) => (input, execution.Evaluated[i])).Where(pair => !pair.input.IsConstant && !pair.input.IsLazy)
            .ToDictionary(pair => pair.input.Name, pair => pair.Item2, StringComparer.Ordinal));

    static void WriteMissed(Utf8JsonWriter writer, Execution execution)
    {
        if (execution.Missed is not { Count: > 0 } missed)
            return;
        writer.WriteStartArray("q");
        foreach (var child in missed)
        {
            writer.WriteStartObject();
            writer.WriteString("n", child.NodeId);
            writer.WriteString("x", child.ExecutionId);
            writer.WriteBoolean("c", child.IsCancelled);
            WriteText(writer, "t", child.Tag);
            writer.WriteStartArray("o");
            foreach (var outcome in child.Outcomes)
                writer.WriteStringValue(outcome);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    static void WriteValue(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        Values.WriteTagged(writer, value);
    }

    static void WriteMap(Utf8JsonWriter writer, string name, Dictionary<string, object?>? map)
    {
        if (map is not { Count: > 0 })
            return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
            WriteValue(writer, key, value);
        writer.WriteEndObject();
    }
}

/// <summary>A saved instance cannot be opened.</summary>
public sealed class InstanceFormatException : Exception
{
    public InstanceFormatException(string message) : base(message) { }
    public InstanceFormatException(string message, Exception inner) : base(message, inner) { }
}
