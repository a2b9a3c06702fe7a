using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOfficeFlow.Work.Messages;

/// <summary>What is said, in each language, with typed places to fill. A designer writes it; it is configuration of kind "template".</summary>
public sealed record MessageTemplate
{
    public MessageChannel Channel { get; init; }
    public required MessagePurpose Purpose { get; init; }

    /// <summary>May go at night.</summary>
    public bool Urgent { get; init; }

    public IReadOnlyDictionary<string, TemplateVariable> Variables { get; init; } = new Dictionary<string, TemplateVariable>();
    public required IReadOnlyDictionary<string, TemplateWords> Languages { get; init; }

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) }
    };
}

/// <summary>A place to fill.</summary>
public sealed record TemplateVariable
{
    public TemplateVariableType Type { get; init; }

    /// <summary>May stay empty. Any other that is missing blocks the message.</summary>
    public bool Optional { get; init; }

    /// <summary>Of money.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>What it is, for whoever uses the template.</summary>
    public string? Description { get; init; }
}

public enum TemplateVariableType
{
    Text,
    Number,
    Money,
    Date,
    Instant,
    YesNo,
    /// <summary>An absolute http or https address.</summary>
    Link,
    List
}

/// <summary>Subject and body in one language. The body is plain text with Liquid; empty lines part paragraphs.</summary>
public sealed record TemplateWords(string Subject, string Body);
