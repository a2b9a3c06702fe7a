namespace BackOfficeFlow.Work.Forms;

/// <summary>What a person is asked: the fields in the order of the document, and how they are laid out. Immutable, shared between threads.</summary>
public sealed class FormDocument(string title, string? description, IReadOnlyList<FormField> fields, IReadOnlyList<FormSection> sections)
{
    readonly Dictionary<string, FormField> byName = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);

    /// <summary>A form that asks nothing: tasks that only need an outcome.</summary>
    public static FormDocument Empty { get; } = new("", null, [], []);

    public string Title { get; } = title;
    public string? Description { get; } = description;
    public IReadOnlyList<FormField> Fields { get; } = fields;
    public IReadOnlyList<FormSection> Sections { get; } = sections;

    /// <summary>The outcomes of its task on which its conditions depend.</summary>
    public IEnumerable<string> Outcomes =>
        Fields.SelectMany(each => each.RequiredWhen.Concat(each.VisibleWhen))
            .Where(condition => condition.Field == FieldCondition.Outcome)
            .SelectMany(condition => condition.Values.OfType<string>())
            .Distinct();

    public FormField? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Every text of the form that is a key ("@key"), without the sign, so that an importer can say which have no translation.</summary>
    public IEnumerable<string> TextKeys =>
        new[] { Title, Description }
            .Concat(Sections.Select(section => section.Title))
            .Concat(Fields.SelectMany(each => each.Texts))
            .Where(text => text is ['@', _, ..])
            .Select(text => text![1..])
            .Distinct();
}

/// <summary>A group of fields under a heading.</summary>
public sealed record FormSection(string? Title, IReadOnlyList<FormCell> Cells);

/// <summary>A field's place: how many of twelve columns it takes on a wide screen (all of them on a phone).</summary>
public sealed record FormCell(FormField Field, int Width);
