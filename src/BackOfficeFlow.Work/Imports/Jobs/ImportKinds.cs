using System.Globalization;

namespace BackOfficeFlow.Work.Imports;

/// <summary>The kinds of row that areas bring, and their texts.</summary>
public sealed class ImportKinds(IEnumerable<IImportRow> kinds)
{
    public IReadOnlyList<IImportRow> All { get; } = [.. kinds.OrderBy(kind => kind.Kind, StringComparer.Ordinal)];

    public IImportRow? Find(string kind) => All.FirstOrDefault(known => known.Kind == kind);

    public string Known => string.Join(", ", All.Select(kind => kind.Kind));
}

/// <summary>What is said about rows: the kind's own words first, then those of imports.</summary>
static class ImportWords
{
    public static string Kind(IImportRow kind) => kind.Say("kind", CultureInfo.CurrentUICulture) ?? kind.Kind;

    public static string Field(IImportRow kind, string field) => kind.Say("field." + field, CultureInfo.CurrentUICulture) ?? field;

    public static string Problem(IImportRow? kind, RowProblem problem)
    {
        var field = problem.Field.Length == 0 || kind is null ? problem.Field : Field(kind, problem.Field);
        object?[] arguments = [field, .. problem.Arguments];
        var own = kind?.Say("problem." + problem.Code, CultureInfo.CurrentUICulture);
        return own is null ? Texts.Of("Problem." + problem.Code, arguments) : string.Format(CultureInfo.CurrentCulture, own, arguments);
    }
}
