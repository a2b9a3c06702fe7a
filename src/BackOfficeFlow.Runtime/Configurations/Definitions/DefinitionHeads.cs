using System.Collections.Concurrent;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Runtime;

/// <summary>What lists say of a definition, which stands inside its JSON.</summary>
sealed record DefinitionHead(string? Name, string? Description, string? ToolVersion, bool IsReadonly, bool IsSystem)
{
    static readonly DefinitionHead Unreadable = new(null, null, null, false, false);

    internal static DefinitionHead Of(ReadOnlyMemory<byte> content) => DefinitionReader.Read(content).Definition is { } definition
        ? new DefinitionHead(definition.Name, definition.Description, definition.ToolVersion, definition.IsReadonly, definition.IsSystem)
        : Unreadable;
}

/// <summary>The heads that a node has read: each content once.</summary>
sealed class DefinitionHeads
{
    const int Room = 20_000;

    readonly ConcurrentDictionary<Guid, (string Hash, DefinitionHead Head)> read = new();

    public DefinitionHead? Find(Guid id, string hash) => read.TryGetValue(id, out var known) && known.Hash == hash ? known.Head : null;

    public DefinitionHead Keep(Guid id, string hash, ReadOnlyMemory<byte> content)
    {
        if (read.Count >= Room)
            read.Clear();
        var head = DefinitionHead.Of(content);
        read[id] = (hash, head);
        return head;
    }
}
