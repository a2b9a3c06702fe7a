using BackOfficeFlow.Runtime;
using FluentValidation;

namespace BackOfficeFlow.Work.Pages;

/// <summary>What went wrong, for whoever asked: the one translation of exceptions, for pages and for HTTP answers alike.</summary>
/// <param name="Status">The HTTP status that says the same.</param>
/// <param name="Code">A stable word for machines.</param>
/// <param name="Message">For people, in their language.</param>
public sealed record Problem(int Status, string Code, string Message)
{
    /// <summary>Messages by field; the key is the property's path, e.g. "Lines[2].Quantity".</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>False for what nobody foresaw: it is logged, and people are told no details.</summary>
    public bool IsExpected => Status < 500;

    /// <summary>All messages of fields, for a summary.</summary>
    public IReadOnlyList<string> Details => [.. Fields.Values.SelectMany(messages => messages).Distinct()];

    public string? Of(string field) => Fields.TryGetValue(field, out var messages) ? messages[0] : null;

    public static Problem Of(Exception error) => error switch
    {
        ValidationException invalid => Of(invalid),
        RuleBrokenException { Code: "not-found" } rule => new(404, rule.Code, rule.Message),
        RuleBrokenException { Code: "not-allowed" } rule => new(403, rule.Code, rule.Message),
        RuleBrokenException rule => new(409, rule.Code, rule.Message),
        ConflictException conflict => new(409, "conflict", conflict.Message),
        _ => new(500, "unexpected", Texts.Of("Unexpected")),
    };

    // Doubts alone are no mistake: whoever asks may say that it is meant so.
    static Problem Of(ValidationException invalid) => new(400, IsDoubt(invalid) ? "doubtful" : "invalid", Texts.Of(IsDoubt(invalid) ? "Doubtful" : "Invalid"))
    {
        Fields = invalid.Errors
            .GroupBy(failure => failure.PropertyName)
            .ToDictionary(field => field.Key, field => (IReadOnlyList<string>)[.. field.Select(failure => failure.ErrorMessage)]),
    };

    static bool IsDoubt(ValidationException invalid) => invalid.Errors.Any() && invalid.Errors.All(failure => failure.Severity == Severity.Warning);
}
