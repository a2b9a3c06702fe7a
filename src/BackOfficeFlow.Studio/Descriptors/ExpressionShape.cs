namespace BackOfficeFlow.Studio;

/// <summary>A language in which a value may be written. C# and Python are not among them: a definition must not reach the host.</summary>
sealed record ExpressionShape(string Type, string DisplayName, bool IsBrowsable, IReadOnlyDictionary<string, string> Properties)
{
    public bool IsSerializable { get; } = true;

    /// <summary>Literal and Object must be there and are never offered: the control that suits the input writes them.</summary>
    public static IReadOnlyList<ExpressionShape> All =>
    [
        Of("Literal", isBrowsable: false),
        Of("Object", isBrowsable: false, "json"),
        Of("Json", isBrowsable: false, "json"),
        Of("Variable", isBrowsable: true),
        Of("Input", isBrowsable: true),
        Of("JavaScript", isBrowsable: true, "javascript"),
        Of("Liquid", isBrowsable: true, "liquid")
    ];

    static ExpressionShape Of(string type, bool isBrowsable, string? editor = null) =>
        new(type, Texts.Say($"Expression.{type}"), isBrowsable, editor is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["MonacoLanguage"] = editor });
}
