using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Which column of a file brings which field. Columns are known by their place, so two with the same heading are never confused.</summary>
public sealed record ColumnMapping(IReadOnlyDictionary<string, int> ColumnOfField)
{
    public static readonly ColumnMapping Nothing = new(new Dictionary<string, int>());

    public string ToJson() => JsonSerializer.Serialize(ColumnOfField);

    public static ColumnMapping FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? []);

    /// <summary>
    /// What a file most likely means: first what this company chose for such headings before, then the field's own names.
    /// A heading that stands twice is left to a person.
    /// </summary>
    public static ColumnMapping Suggest(IReadOnlyList<ImportField> fields, IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> remembered)
    {
        var chosen = new Dictionary<string, int>();
        foreach (var field in fields)
        {
            var column = remembered.TryGetValue(field.Key, out var heading) ? Only(headings, text => text == heading) : null;
            column ??= Only(headings, field.IsCalled);
            if (column is { } found && !chosen.ContainsValue(found))
                chosen[field.Key] = found;
        }

        return new(chosen);
    }

    static int? Only(IReadOnlyList<string> headings, Func<string, bool> fits)
    {
        var places = Enumerable.Range(0, headings.Count).Where(place => fits(headings[place])).Take(2).ToList();
        return places.Count == 1 ? places[0] : null;
    }

    /// <summary>What is remembered for the next file: the heading that each field came under.</summary>
    public IReadOnlyDictionary<string, string> Remember(IReadOnlyList<string> headings) =>
        ColumnOfField.Where(pair => pair.Value < headings.Count).ToDictionary(pair => pair.Key, pair => headings[pair.Value]);

    /// <summary>What is wrong with the choice: a required field without a column, a column that the file lacks, one column for two fields.</summary>
    public IEnumerable<RowProblem> Check(IReadOnlyList<ImportField> fields, int columns)
    {
        foreach (var field in fields.Where(field => field.Required && !ColumnOfField.ContainsKey(field.Key)))
            yield return new("no-column", field.Key);

        foreach (var (field, column) in ColumnOfField)
            if (fields.All(known => known.Key != field))
                yield return new("unknown-field", field, string.Join(", ", fields.Select(known => known.Key)));
            else if (column < 0 || column >= columns)
                yield return new("no-such-column", field, (column + 1).ToString(CultureInfo.InvariantCulture), columns.ToString(CultureInfo.InvariantCulture));

        foreach (var twice in ColumnOfField.GroupBy(pair => pair.Value).Where(group => group.Count() > 1))
            yield return new("column-twice", twice.Last().Key, twice.First().Key);
    }
}
