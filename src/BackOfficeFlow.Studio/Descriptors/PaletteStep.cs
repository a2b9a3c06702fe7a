using System.Text.Json.Nodes;

namespace BackOfficeFlow.Studio;

/// <summary>A step as the palette of Elsa Studio reads it. A wrong type in one of these stops the whole designer.</summary>
sealed record PaletteStep(string TypeName, string Namespace, string Name, int Version)
{
    public required string Category { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<InputShape> Inputs { get; init; } = [];
    public IReadOnlyList<OutputShape> Outputs { get; init; } = [];

    /// <summary>Trigger: it may start a case. Everything else is an Action.</summary>
    public string Kind { get; init; } = "Action";
    public IReadOnlyList<PortShape> Ports { get; init; } = [];
    public JsonObject CustomProperties { get; init; } = [];

    /// <summary>Copied into each step that is drawn: the only initial values that are saved.</summary>
    public JsonObject ConstructionProperties { get; init; } = [];
    public bool IsContainer { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }
    public bool RunAsynchronously { get; init; }
}

/// <summary>A field of the step's form in the designer.</summary>
sealed record InputShape(string Name, string TypeName)
{
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public string? Category { get; init; }
    public int Order { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsReadOnly { get; init; }
    public bool IsSensitive { get; init; }

    /// <summary>Stored as an expression; otherwise as a bare value.</summary>
    public bool IsWrapped { get; init; } = true;
    public required string UiHint { get; init; }

    /// <summary>Shown while nothing is entered; never saved.</summary>
    public JsonNode? DefaultValue { get; init; }
    public string? DefaultSyntax { get; init; }
    public bool IsSynthetic { get; init; }
    public bool IsSerializable { get; init; } = true;
    public JsonObject UiSpecifications { get; init; } = [];
}

/// <summary>What a step leaves behind.</summary>
sealed record OutputShape(string Name, string TypeName)
{
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public int Order { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public bool IsSynthetic { get; init; }
    public bool IsSerializable { get; init; } = true;
}

/// <summary>A way out of a step (Flow), or a place in it for another step (Embedded).</summary>
sealed record PortShape(string Name, string DisplayName, string Type)
{
    public const string Flow = "Flow";
    public const string Embedded = "Embedded";

    public bool IsBrowsable { get; init; } = true;
}
