namespace BackOfficeFlow.Studio;

/// <summary>A type that a variable, an input or an output of a process may have.</summary>
sealed record VariableTypeShape(string TypeName, string DisplayName, string Category, string Description)
{
    public static IReadOnlyList<VariableTypeShape> All =>
    [
        Of("String", "Primitives"), Of("Boolean", "Primitives"), Of("Int32", "Primitives"), Of("Long", "Primitives"), Of("Single", "Primitives"), Of("Double", "Primitives"),
        Of("Decimal", "Primitives"), Of("Guid", "Primitives"), Of("DateTime", "Primitives"), Of("DateTimeOffset", "Primitives"), Of("TimeSpan", "Primitives"), Of("Object", "Primitives"),
        Of("StringDictionary", "Lookups"), Of("ObjectDictionary", "Lookups"), Of("JSON", "Dynamic"), Of("JsonElement", "Dynamic"), Of("JsonNode", "Dynamic"), Of("JsonObject", "Dynamic"),
        Of("ByteArray", "Data")
    ];

    static VariableTypeShape Of(string type, string category) => new(type, type, Texts.Say($"TypeCategory.{category}"), Texts.Say($"Type.{type}"));
}
