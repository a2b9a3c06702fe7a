using System.Globalization;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// A kind of row that can be imported. An area brings only this; upload, preview, mapping, progress and errors are the same for all.
/// It is made anew in the scope of each batch and may use the scope's context; what it changes is committed together with the progress.
/// </summary>
public interface IImportRow
{
    /// <summary>The kind's stable name, e.g. "tracking-events".</summary>
    string Kind { get; }

    IReadOnlyList<ImportField> Fields { get; }

    /// <summary>
    /// Each row is taken by itself and guarded by itself: what its request refuses (a rule, a check of its input) is told as the row's
    /// problem. Slower than a whole batch at once, and all that a kind needs which only sends a request.
    /// </summary>
    bool OneByOne => false;

    /// <summary>
    /// Takes the rows in, in order, and answers for each. A row that is refused leaves nothing behind; a row that stood already changes nothing.
    /// </summary>
    Task<IReadOnlyList<RowResult>> Apply(IReadOnlyList<ImportRow> rows, CancellationToken cancel);

    /// <summary>The text of a key of this kind: "kind", "field.{key}", "problem.{code}"; null when it has none.</summary>
    string? Say(string key, CultureInfo language);
}
