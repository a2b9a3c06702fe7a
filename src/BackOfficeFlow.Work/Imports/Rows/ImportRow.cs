using BackOfficeFlow.Runtime;
using FluentValidation;

namespace BackOfficeFlow.Work.Imports;

/// <summary>A row whose fields have been read. Values: string, long, decimal, DateOnly, DateTimeOffset, bool; a field that was empty is absent.</summary>
public sealed record ImportRow(int Number, IReadOnlyDictionary<string, object> Values)
{
    public string Text(string field) => (string)Values[field];
    public string? TextOrNull(string field) => (string?)Values.GetValueOrDefault(field);
    public long? Whole(string field) => (long?)Values.GetValueOrDefault(field);
    public decimal? Amount(string field) => (decimal?)Values.GetValueOrDefault(field);
    public DateOnly? Date(string field) => (DateOnly?)Values.GetValueOrDefault(field);
    public DateTimeOffset? Instant(string field) => (DateTimeOffset?)Values.GetValueOrDefault(field);
    public bool? YesNo(string field) => (bool?)Values.GetValueOrDefault(field);
}

/// <summary>What became of a row.</summary>
public sealed record RowResult(int Number, RowOutcome Outcome, RowProblem? Problem = null)
{
    public static RowResult Created(int number) => new(number, RowOutcome.Created);
    public static RowResult Changed(int number) => new(number, RowOutcome.Changed);
    public static RowResult Unchanged(int number) => new(number, RowOutcome.Unchanged);
    public static RowResult Refused(int number, RowProblem problem) => new(number, RowOutcome.Refused, problem);
}

public enum RowOutcome
{
    Created,
    Changed,

    /// <summary>All of it stood already: importing the same file again is harmless.</summary>
    Unchanged,
    Refused
}

/// <summary>
/// Why a row was refused. The code is a key in the texts of the row's area (or of imports); the text is made in the language of whoever reads it.
/// </summary>
public sealed record RowProblem(string Code, string Field, params IReadOnlyList<string> Arguments)
{
    /// <summary>What a rule or a check of the input says of the row; null when something else went wrong.</summary>
    public static RowProblem? Said(Exception problem) => problem switch
    {
        RuleBrokenException rule => new("said", "", rule.Message),
        ValidationException invalid => new("said", "", string.Join(' ', invalid.Errors.Select(error => error.ErrorMessage).Distinct())),
        _ => null
    };
}
