using System.Text.RegularExpressions;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Forms;

/// <summary>Reads the fields of a form, or the columns of a grid, from JSON Schema properties.</summary>
static partial class FieldReader
{
    static readonly Dictionary<(string Type, string Format), FieldKind> Kinds = new()
    {
        [("string", "")] = FieldKind.Text,
        [("string", "longtext")] = FieldKind.LongText,
        [("string", "date")] = FieldKind.Date,
        [("string", "date-time")] = FieldKind.DateTime,
        [("string", "lookup")] = FieldKind.Lookup,
        [("string", "nif")] = FieldKind.Nif,
        [("string", "iban")] = FieldKind.Iban,
        [("string", "bic")] = FieldKind.Bic,
        [("string", "email")] = FieldKind.Email,
        [("string", "phone")] = FieldKind.Phone,
        [("string", "postcode")] = FieldKind.Postcode,
        [("string", "uri")] = FieldKind.Url,
        [("string", "file")] = FieldKind.File,
        [("integer", "")] = FieldKind.WholeNumber,
        [("number", "")] = FieldKind.Number,
        [("number", "money")] = FieldKind.Money,
        [("number", "percent")] = FieldKind.Percent,
        [("boolean", "")] = FieldKind.Bool,
        [("boolean", "confirm")] = FieldKind.Confirm,
        [("object", "address")] = FieldKind.Address,
        [("object", "period")] = FieldKind.Period,
        [("object", "slot")] = FieldKind.Slot,
        [("array", "")] = FieldKind.Choices,
        [("array", "files")] = FieldKind.Files,
        [("array", "grid")] = FieldKind.Grid,
    };

    public static List<FormField> ReadFields(DocumentPart owner, bool inGrid = false)
    {
        var required = owner.TextItems("required").ToHashSet();
        var fields = new List<FormField>();
        foreach (var (name, part) in owner.Part("properties", required: true)?.Members() ?? [])
        {
            if (!FieldName().IsMatch(name))
                part.Report(Texts.All, "NameWrong", name);
            if (!part.IsObject)
                part.Report(Configured.Texts.All, "NotAnObject");
            else if (Read(name, part, required.Contains(name), inGrid) is { } field)
                fields.Add(field);
        }

        var names = owner.Part("properties")?.Members().Select(member => member.Name).ToList() ?? [];
        foreach (var name in required.Where(name => !names.Contains(name)))
            owner.At("required").Report(Texts.All, "UnknownField", name, string.Join(", ", names));
        return fields;
    }

    static FormField? Read(string name, DocumentPart part, bool required, bool inGrid)
    {
        var kind = ReadKind(part);
        if (kind is null)
            return null;
        if (inGrid && kind is (FieldKind.Grid or FieldKind.Address or FieldKind.Files or FieldKind.Slot or FieldKind.Period or FieldKind.Choices))
        {
            part.Report(Texts.All, "NotInGrid", name);
            return null;
        }

        var field = Limits(new FormField(name, kind.Value)
        {
            Title = part.Text("title") ?? name,
            Description = part.Text("description"),
            Placeholder = part.Text("placeholder"),
            Required = required,
            RequiredWhen = inGrid ? [] : ReadConditions(part, "requiredWhen"),
            VisibleWhen = inGrid ? [] : ReadConditions(part, "visibleWhen"),
        }, part);
        part.Close();
        return field;
    }

    static FieldKind? ReadKind(DocumentPart part)
    {
        var type = part.RequiredText("type");
        var format = part.Text("format") ?? "";
        if (type.Length == 0)
            return null;
        if (type is "string" && format.Length == 0 && part.Has("enum"))
            return FieldKind.Choice;
        if (Kinds.TryGetValue((type, format), out var kind))
            return kind;

        var known = Kinds.Keys.Where(each => each.Type == type).Select(each => each.Format.Length == 0 ? "-" : each.Format).ToList();
        if (known.Count == 0)
            part.At("type").Report(Texts.All, "TypeUnknown", type, string.Join(", ", Kinds.Keys.Select(each => each.Type).Distinct()));
        else
            part.At("format").Report(Texts.All, "FormatUnknown", format, type, string.Join(", ", known));
        return null;
    }

    static FormField Limits(FormField field, DocumentPart part) => field.Kind switch
    {
        FieldKind.Text or FieldKind.LongText or FieldKind.Url => field with
        {
            MinLength = part.Whole("minLength"),
            MaxLength = part.Whole("maxLength", 1, 100_000) ?? (field.Kind is FieldKind.LongText ? 4000 : field.Kind is FieldKind.Url ? 2000 : 200),
        },
        FieldKind.WholeNumber or FieldKind.Number or FieldKind.Money => field with
        {
            Minimum = part.Number("minimum"),
            Maximum = part.Number("maximum"),
            Decimals = field.Kind switch { FieldKind.WholeNumber => 0, FieldKind.Money => 2, _ => part.Whole("decimals", 0, 10) ?? 4 },
            Currency = field.Kind is FieldKind.Money ? part.Text("currency") ?? "EUR" : "EUR",
        },
        FieldKind.Percent => field with { Minimum = part.Number("minimum") ?? 0, Maximum = part.Number("maximum") ?? 100, Decimals = 2 },
        FieldKind.Date or FieldKind.DateTime or FieldKind.Period or FieldKind.Slot => field with
        {
            NotBefore = FormReader.ReadLimit(part, "notBefore"),
            NotAfter = FormReader.ReadLimit(part, "notAfter"),
            AfterField = field.Kind is FieldKind.Date or FieldKind.DateTime ? part.Text("afterField") : null,
            InOpenPeriod = part.Flag("inOpenPeriod"),
        },
        FieldKind.Choice or FieldKind.Lookup => field with { Options = ReadOptions(part) },
        FieldKind.Choices => Choices(field, part),
        FieldKind.Phone => field with { Mobile = part.Flag("mobile"), CallBack = part.Flag("callBack") },
        FieldKind.Nif => field with { EuropeanVat = part.Flag("europeanVat") },
        FieldKind.File => field with { Accept = ReadAccept(part), MaxMegabytes = part.Whole("maxMegabytes", 1, 200) ?? 10 },
        FieldKind.Files => field with
        {
            Accept = ReadAccept(part),
            MaxMegabytes = part.Whole("maxMegabytes", 1, 200) ?? 10,
            MinItems = part.Whole("minItems"),
            MaxItems = part.Whole("maxItems", 1, 100) ?? 20,
        },
        FieldKind.Grid => Grid(field, part),
        _ => field,
    };

    static FormField Choices(FormField field, DocumentPart part)
    {
        var items = part.Part("items", required: true);
        items?.Text("type");
        var options = items is null ? [] : ReadOptions(items);
        items?.Close();
        return field with { Options = options, MinItems = part.Whole("minItems"), MaxItems = part.Whole("maxItems", 1, 1000) };
    }

    static FormField Grid(FormField field, DocumentPart part)
    {
        var items = part.Part("items", required: true);
        items?.Text("type");
        IReadOnlyList<FormField> columns = items is null ? [] : ReadFields(items, inGrid: true);
        items?.Close();
        return field with { Columns = columns, MinItems = part.Whole("minItems"), MaxItems = part.Whole("maxItems", 1, 1000) ?? 100 };
    }

    static List<FieldOption> ReadOptions(DocumentPart part)
    {
        var values = part.TextItems("enum");
        var titles = part.TextItems("enumTitles");
        if (values.Count == 0)
            part.Report(Texts.All, "NoOptions");
        if (values.Distinct().Count() < values.Count)
            part.At("enum").Report(Texts.All, "OptionTwice", values.GroupBy(value => value).First(group => group.Count() > 1).Key);
        if (titles.Count > 0 && titles.Count != values.Count)
            part.At("enumTitles").Report(Texts.All, "TitlesDiffer", values.Count, titles.Count);
        return [.. values.Select((value, at) => new FieldOption(value, at < titles.Count ? titles[at] : value))];
    }

    static IReadOnlyList<string> ReadAccept(DocumentPart part)
    {
        var accept = part.TextItems("accept");
        foreach (var kind in accept.Where(kind => !FileFacts.KnownKinds.Contains(kind)))
            part.At("accept").Report(Texts.All, "FileKindUnknown", kind, string.Join(", ", FileFacts.KnownKinds));
        return accept;
    }

    static List<FieldCondition> ReadConditions(DocumentPart part, string name)
    {
        var given = part.Any(name);
        if (given is null)
            return [];
        return [.. (given.IsObject ? [given] : given.Items()).Select(ReadCondition)];
    }

    static FieldCondition ReadCondition(DocumentPart part)
    {
        var field = part.RequiredText("field");
        var values = part.Any("equals") is { } single ? [PlainValues.Read(single.Element)] : List(part, "in");
        var except = List(part, "notIn");
        if (values.Count + except.Count == 0 || (values.Count > 0 && except.Count > 0))
            part.Report(Texts.All, "ConditionWrong");
        part.Close();
        return new FieldCondition(field, values.Count > 0 ? values : except, except.Count > 0);
    }

    static List<object?> List(DocumentPart part, string name) => [.. part.Items(name).Select(item => PlainValues.Read(item.Element))];

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,49}$")]
    private static partial Regex FieldName();
}
