namespace BackOfficeFlow.Engine.Definitions;

/// <summary>
/// Something that is wrong, or will surprise, in a definition: a code and its arguments, with the place. The sentence in the reader's language,
/// with its remedy, is made by <see cref="FindingTexts"/>.
/// </summary>
public sealed record Finding(string Code, Severity Severity, string? ActivityId, string? Property, IReadOnlyList<object?> Arguments)
{
    public static Finding Error(string code, string? activityId, string? property, params object?[] arguments) =>
        new(code, Severity.Error, activityId, property, arguments);

    public static Finding Warning(string code, string? activityId, string? property, params object?[] arguments) =>
        new(code, Severity.Warning, activityId, property, arguments);
}

/// <summary>An error stops a definition from being published; a warning does not, and an info is only good to know.</summary>
public enum Severity { Info, Warning, Error }
