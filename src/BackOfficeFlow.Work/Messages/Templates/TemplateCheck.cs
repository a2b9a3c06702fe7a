using System.Text.Json;
using System.Text.RegularExpressions;
using BackOfficeFlow.Engine.Expressions;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Reads a template and finds what is wrong with it. Pure; bad input is findings, never an exception.</summary>
public static partial class TemplateCheck
{
    public static (MessageTemplate? Template, IReadOnlyList<DocumentFinding> Findings) Read(ReadOnlyMemory<byte> content)
    {
        MessageTemplate? template;
        try
        {
            template = JsonSerializer.Deserialize<MessageTemplate>(content.Span, MessageTemplate.Json);
        }
        catch (JsonException broken)
        {
            return (null, [Error("TemplateJson", broken.Path, broken.LineNumber + 1, broken.BytePositionInLine + 1, Reason(broken))]);
        }

        if (template is null)
            return (null, [Error("TemplateJson", "$", 1, 1, "null")]);

        var findings = Findings(template).ToList();
        return (findings.Count == 0 ? template : null, findings);
    }

    static string Reason(JsonException broken) => broken.Message.Split(" Path:")[0];

    static IEnumerable<DocumentFinding> Findings(MessageTemplate template)
    {
        if (template.Languages.Count == 0)
            yield return Error("TemplateNoLanguage", "languages");

        foreach (var name in template.Variables.Keys.Where(name => !Name().IsMatch(name)))
            yield return Error("TemplateVariableName", $"variables.{name}", name);

        foreach (var (language, words) in template.Languages)
        {
            if (!Language().IsMatch(language))
                yield return Error("TemplateLanguageName", $"languages.{language}", language);
            if (words?.Subject is null || words.Body is null || words.Subject.Trim().Length == 0 || words.Body.Trim().Length == 0)
            {
                yield return Error("TemplateEmpty", $"languages.{language}", language);
                continue;
            }

            foreach (var finding in InText(template, $"languages.{language}.subject", words.Subject).Concat(InText(template, $"languages.{language}.body", words.Body)))
                yield return finding;
        }
    }

    static IEnumerable<DocumentFinding> InText(MessageTemplate template, string place, string text)
    {
        if (LiquidTemplate.Check(text) is { } broken)
        {
            yield return Error("TemplateLiquid", place, broken);
            yield break;
        }

        foreach (var name in NamesIn(text).Where(name => !template.Variables.ContainsKey(name)))
            yield return Error("TemplateUnknownVariable", place, name, string.Join(", ", template.Variables.Keys));
    }

    /// <summary>The names that a text asks for, less those that it makes itself (loops, assignments).</summary>
    internal static IEnumerable<string> NamesIn(string text)
    {
        var made = Made().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        var asked = new List<string>();
        foreach (Match tag in Tag().Matches(text))
        {
            var inside = Quoted().Replace(tag.Groups["inside"].Value, " ");
            if (tag.Groups["kind"].Value == "%")
                inside = Keyword().Replace(inside, "", 1);
            else
                inside = inside.Split('|')[0];
            asked.AddRange(Root().Matches(inside).Select(match => match.Value));
        }

        return asked.Where(name => !made.Contains(name) && !Words.Contains(name)).Distinct();
    }

    static readonly HashSet<string> Words =
    [
        "and", "or", "contains", "in", "nil", "null", "true", "false", "empty", "blank", "forloop", "limit", "offset", "reversed",
        "else", "endif", "endunless", "endfor", "endcase", "endcapture", "when"
    ];

    static DocumentFinding Error(string code, string? place, params object?[] arguments) => new(Texts.Words, code, place ?? "", arguments);

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_]{0,59}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex Language();

    [GeneratedRegex(@"\{(?<kind>[{%])-?(?<inside>.*?)-?[}%]\}", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*(if|elsif|unless|case|when|for|assign|capture|increment|decrement|cycle)\b")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\{%-?\s*(?:for|assign|capture)\s+([a-zA-Z_]\w*)")]
    private static partial Regex Made();

    [GeneratedRegex(@"(?<![\w.])[a-zA-Z_]\w*")]
    private static partial Regex Root();
}
