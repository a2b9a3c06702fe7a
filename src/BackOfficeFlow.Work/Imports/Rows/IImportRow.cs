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
    /// Takes the rows in, in order, and answers for each. A row that is refused leaves nothing behind; a row that stood already changes nothing.
    /// If it throws, nothing of these rows is kept and it is asked again with fewer of them, down to the one that cannot be taken.
    /// </summary>
    Task<IReadOnlyList<RowResult>> Apply(IReadOnlyList<ImportRow> rows, CancellationToken cancel);

    /// <summary>The text of a key of this kind: "kind", "field.{key}", "problem.{code}"; null when it has none.</summary>
    string? Say(string key, CultureInfo language);
}
