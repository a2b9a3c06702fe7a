using System.Globalization;

namespace BackOfficeFlow.Work.Forms;

/// <summary>Fields that consist of several values. Errors name the part: "address.postcode", "items[2].sku".</summary>
sealed partial class FieldReading
{
    static readonly string[] AddressParts = ["street", "extra", "postcode", "town", "province", "country"];

    List<object?>? ReadOptions(object? given)
    {
        if (given is not List<object?> items || items.Any(item => item is not string value || field.Options.All(option => option.Value != value)))
            return WrongList("NotAnOption", field.Options.Select(option => option.Value));
        // In the order of the document, so that the same choice is always the same value.
        var chosen = field.Options.Select(option => (object?)option.Value).Where(items.Contains).ToList();
        return InCount(chosen.Count) ? chosen : null;
    }

    bool InCount(int count)
    {
        if (count < field.MinItems)
            Wrong("TooFew", field.MinItems);
        else if (count > field.MaxItems)
            Wrong("TooMany", field.MaxItems);
        else
            return true;
        return false;
    }

    string? ReadFile(object? given, string where)
    {
        if (!Guid.TryParse(given is Guid id ? id.ToString() : given as string, out var reference))
            return Refuse(where, "FileWrong");
        if (context.FindFile is null)
            return reference.ToString();
        if (context.FindFile(reference) is not { } file)
            return Refuse(where, "FileUnknown");
        if (field.Accept.Count > 0 ? !field.Accept.Contains(file.Kind) : !FileFacts.KnownKinds.Contains(file.Kind))
            return Refuse(where, "FileKindWrong", file.Name, field.Accept.Count > 0 ? field.Accept : FileFacts.KnownKinds);
        return file.Size > field.MaxMegabytes * 1024L * 1024 ? Refuse(where, "FileTooBig", file.Name, field.MaxMegabytes) : reference.ToString();
    }

    List<object?>? ReadFiles(object? given)
    {
        if (given is not List<object?> items)
            return WrongList("NotAList");
        var before = errors.Count;
        var files = items.Select((item, at) => (object?)ReadFile(item, $"{path}[{at}]")).ToList();
        return errors.Count == before && InCount(files.Count) ? files : null;
    }

    Dictionary<string, object?>? ReadAddress(object? given)
    {
        if (Parts(given, AddressParts) is not { } parts)
            return null;
        var before = errors.Count;
        var country = (Part(parts, "country", 2) ?? "ES").ToUpperInvariant();
        if (country.Length != 2 || !country.All(char.IsAsciiLetter))
            Refuse($"{path}.country", "CountryWrong");

        var kept = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["street"] = Needed(parts, "street", 200),
            ["extra"] = Part(parts, "extra", 200),
            ["postcode"] = Needed(parts, "postcode", 12) is { } code ? country is "ES" ? ReadPostcode(code, $"{path}.postcode") : code : null,
            ["town"] = Needed(parts, "town", 100),
            ["province"] = Part(parts, "province", 100),
            ["country"] = country,
        };
        if (country is "ES")
            CheckProvince(kept);
        return errors.Count == before ? kept : null;
    }

    void CheckProvince(Dictionary<string, object?> address)
    {
        if (address["postcode"] is not string code || Provinces.OfPostcode(code) is not { } province)
            return;
        if (address["province"] is string named && !Provinces.IsNamed(code, named))
            Refuse($"{path}.province", "ProvinceDiffers", code, province);
        else
            address["province"] = province;
    }

    string? Needed(IReadOnlyDictionary<string, object?> parts, string name, int most)
    {
        var text = Part(parts, name, most);
        return text is null && !context.Draft && !errors.Any(error => error.Field == $"{path}.{name}") ? Refuse($"{path}.{name}", "Required") : text;
    }

    string? Part(IReadOnlyDictionary<string, object?> parts, string name, int most)
    {
        var value = parts.GetValueOrDefault(name);
        if (IsBlank(value))
            return null;
        if (value is not string text || text.Any(char.IsControl))
            return Refuse($"{path}.{name}", "NotText");
        return text.Trim().Length > most ? Refuse($"{path}.{name}", "TooLong", most, text.Trim().Length) : text.Trim();
    }

    Dictionary<string, object?>? ReadPeriod(object? given)
    {
        if (Parts(given, ["from", "to"]) is not { } parts)
            return null;
        var from = DatePart(parts, "from");
        var to = DatePart(parts, "to");
        if (from is { } first && to is { } last && last < first)
            return Refused<Dictionary<string, object?>>($"{path}.to", "PeriodOrder");
        return from is null || to is null || !InLimits(from.Value) || !InLimits(to.Value) ? null : new() { ["from"] = from, ["to"] = to };
    }

    Dictionary<string, object?>? ReadSlot(object? given)
    {
        if (Parts(given, ["date", "from", "to"]) is not { } parts)
            return null;
        var date = DatePart(parts, "date");
        var from = TimePart(parts, "from");
        var to = TimePart(parts, "to");
        if (from is { } first && to is { } last && last <= first)
            return Refused<Dictionary<string, object?>>($"{path}.to", "SlotOrder");
        if (date is null || from is null || to is null || !InLimits(date.Value))
            return null;
        return new() { ["date"] = date, ["from"] = Shown(from.Value), ["to"] = Shown(to.Value) };
    }

    static string Shown(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    DateOnly? DatePart(IReadOnlyDictionary<string, object?> parts, string name)
    {
        if (IsBlank(parts.GetValueOrDefault(name)))
            Missing(name);
        else if (Date(parts[name]) is { } date)
            return date;
        else
            Refuse($"{path}.{name}", "NotDate");
        return null;
    }

    TimeOnly? TimePart(IReadOnlyDictionary<string, object?> parts, string name)
    {
        if (IsBlank(parts.GetValueOrDefault(name)))
            Missing(name);
        else if (parts[name] is string text && TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        else
            Refuse($"{path}.{name}", "NotTime");
        return null;
    }

    void Missing(string name)
    {
        if (!context.Draft)
            Refuse($"{path}.{name}", "Required");
    }

    List<object?>? ReadGrid(object? given)
    {
        if (given is not List<object?> rows)
            return WrongList("NotAList");
        var before = errors.Count;
        var kept = rows.Select((row, at) => (object?)ReadRow(row, $"{path}[{at}]")).ToList();
        return errors.Count == before && InCount(kept.Count) ? kept : null;
    }

    Dictionary<string, object?>? ReadRow(object? given, string where)
    {
        if (given is not IReadOnlyDictionary<string, object?> cells)
            return Refused<Dictionary<string, object?>>(where, "NotAGroup");
        foreach (var name in cells.Keys.Where(name => field.Columns.All(column => column.Name != name)))
            Refuse($"{where}.{name}", "FieldUnknown", name);

        var kept = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var column in field.Columns)
        {
            var place = $"{where}.{column.Name}";
            var value = new FieldReading(column, place, context, errors).Read(cells.GetValueOrDefault(column.Name));
            if (value is not null)
                kept[column.Name] = value;
            else if (column.Required && !context.Draft && errors.All(error => error.Field != place))
                Refuse(place, "Required");
        }

        return kept;
    }

    IReadOnlyDictionary<string, object?>? Parts(object? given, string[] known)
    {
        if (given is not IReadOnlyDictionary<string, object?> parts)
            return Refused<IReadOnlyDictionary<string, object?>>(path, "NotAGroup");
        var unknown = parts.Keys.Where(name => !known.Contains(name)).ToList();
        foreach (var name in unknown)
            Refuse($"{path}.{name}", "FieldUnknown", name);
        return unknown.Count == 0 ? parts : null;
    }

    T? Refused<T>(string where, string code) where T : class
    {
        Wrong(where, code, []);
        return null;
    }

    List<object?>? WrongList(string code, params object?[] arguments) => (List<object?>?)Wrong(code, arguments);
}
