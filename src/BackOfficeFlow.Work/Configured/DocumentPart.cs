using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Work.Configured;

/// <summary>
/// A part of a configured document while it is read. It knows its place, and whatever is wrong is collected rather than thrown,
/// so that the author sees everything at once. Every property that is asked for counts as known; <see cref="Close"/> reports the others.
/// </summary>
public sealed class DocumentPart
{
    static readonly JsonDocumentOptions Reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = false, AllowDuplicateProperties = false, MaxDepth = 32 };

    readonly List<DocumentFinding> findings;
    readonly HashSet<string> known = [];

    DocumentPart(JsonElement element, string place, List<DocumentFinding> findings) => (Element, Place, this.findings) = (element, place, findings);

    public JsonElement Element { get; }
    public string Place { get; }
    public IReadOnlyList<DocumentFinding> Findings => findings;
    public bool IsObject => Element.ValueKind is JsonValueKind.Object;

    /// <summary>The whole document; null with a finding when it is not a JSON object.</summary>
    public static DocumentPart? Parse(ReadOnlyMemory<byte> utf8, List<DocumentFinding> findings)
    {
        try
        {
            var bytes = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(bytes, Reading);
            if (!IsReadable(document.RootElement))
                findings.Add(new DocumentFinding(Texts.All, "NotUnicode", "", []));
            else if (document.RootElement.ValueKind is JsonValueKind.Object)
                return new DocumentPart(document.RootElement.Clone(), "", findings);
            else
                findings.Add(new DocumentFinding(Texts.All, "NotAnObject", "", []));
        }
        catch (JsonException broken)
        {
            findings.Add(new DocumentFinding(Texts.All, "NotJson", "", [(broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1, FirstSentence(broken.Message)]));
        }

        return null;
    }

    // The parser accepts broken UTF-8 and half characters inside strings, and only throws when one is read.
    static bool IsReadable(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => json.GetString() is not null,
                JsonValueKind.Array => json.EnumerateArray().All(IsReadable),
                JsonValueKind.Object => json.EnumerateObject().All(member => member.Name is not null && IsReadable(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A finding of the area that reads, at this place or at a property of it.</summary>
    public void Report(System.Resources.ResourceManager texts, string code, params object?[] arguments) =>
        findings.Add(new DocumentFinding(texts, code, Place, arguments));

    public void Warn(System.Resources.ResourceManager texts, string code, params object?[] arguments) =>
        findings.Add(new DocumentFinding(texts, code, Place, arguments) { Weight = FindingWeight.Warning });

    public void Remark(System.Resources.ResourceManager texts, string code, params object?[] arguments) =>
        findings.Add(new DocumentFinding(texts, code, Place, arguments) { Weight = FindingWeight.Remark });

    public bool Has(string name) => IsObject && Element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    public string? Text(string name, bool required = false)
    {
        var part = Find(name, required);
        return part is null ? null : part.Element.ValueKind is JsonValueKind.String ? part.Element.GetString() : part.Wrong<string>("NotText");
    }

    public string RequiredText(string name) => Text(name, required: true) ?? "";

    public bool Flag(string name)
    {
        var part = Find(name);
        return part?.Element.ValueKind switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => part.Wrong<bool>("NotYesNo"),
        };
    }

    public int? Whole(string name, int least = 0, int most = int.MaxValue)
    {
        var part = Find(name);
        if (part is null)
            return null;
        if (part.Element.ValueKind is JsonValueKind.Number && part.Element.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        part.Report(Texts.All, "NotWholeNumber", least, most);
        return null;
    }

    public decimal? Number(string name)
    {
        var part = Find(name);
        return part is null ? null : part.Element.ValueKind is JsonValueKind.Number && part.Element.TryGetDecimal(out var number) ? number : part.Wrong<decimal?>("NotNumber");
    }

    public DateOnly? Date(string name)
    {
        var text = Text(name);
        if (text is null)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        At(name).Report(Texts.All, "NotDate", text);
        return null;
    }

    /// <summary>One of the named words; the finding lists them.</summary>
    public T Word<T>(string name, IReadOnlyDictionary<string, T> words, T otherwise, bool required = false)
    {
        var text = Text(name, required);
        if (text is null)
            return otherwise;
        if (words.TryGetValue(text, out var value))
            return value;
        At(name).Report(Texts.All, "UnknownWord", text, string.Join(", ", words.Keys));
        return otherwise;
    }

    public DocumentPart? Part(string name, bool required = false)
    {
        var part = Find(name, required);
        return part is null || part.IsObject ? part : part.Wrong<DocumentPart>("NotAnObject");
    }

    /// <summary>The part whatever its shape is.</summary>
    public DocumentPart? Any(string name, bool required = false) => Find(name, required);

    public IEnumerable<DocumentPart> Items(string name, bool required = false)
    {
        var part = Find(name, required);
        if (part is null)
            return [];
        return part.Element.ValueKind is JsonValueKind.Array ? part.Items() : part.Wrong<IEnumerable<DocumentPart>>("NotAList") ?? [];
    }

    public IEnumerable<DocumentPart> Items() =>
        Element.ValueKind is JsonValueKind.Array ? [.. Element.EnumerateArray().Select((item, at) => new DocumentPart(item, $"{Place}[{at}]", findings))] : [];

    public IReadOnlyList<string> TextItems(string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(name))
            if (item.Element.ValueKind is JsonValueKind.String)
                texts.Add(item.Element.GetString()!);
            else
                item.Report(Texts.All, "NotText");
        return texts;
    }

    public IEnumerable<(string Name, DocumentPart Part)> Members() =>
        IsObject ? [.. Element.EnumerateObject().Select(member => (member.Name, At(member.Name, member.Value)))] : [];

    /// <summary>Reports every property that nobody asked for: most often a typing error that would otherwise be ignored in silence.</summary>
    public void Close()
    {
        if (!IsObject)
            return;
        foreach (var member in Element.EnumerateObject().Where(member => !known.Contains(member.Name)))
            At(member.Name, member.Value).Report(Texts.All, "UnknownProperty", member.Name, string.Join(", ", known.Order(StringComparer.Ordinal)));
    }

    public DocumentPart At(string name) => At(name, IsObject && Element.TryGetProperty(name, out var value) ? value : default);

    DocumentPart At(string name, JsonElement value) => new(value, Place.Length == 0 ? name : $"{Place}.{name}", findings);

    DocumentPart? Find(string name, bool required = false)
    {
        known.Add(name);
        if (Has(name))
            return At(name);
        if (required)
            Report(Texts.All, "Missing", name);
        return null;
    }

    T? Wrong<T>(string code)
    {
        Report(Texts.All, code);
        return default;
    }

    static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
