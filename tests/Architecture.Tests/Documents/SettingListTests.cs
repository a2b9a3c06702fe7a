using System.Reflection;
using System.Text.RegularExpressions;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>docs/configuration.md lists what the code reads, and nothing else.</summary>
public sealed partial class SettingListTests
{
    /// <summary>The web framework's own, which the page says a word about or leaves to its documentation.</summary>
    static readonly IReadOnlySet<string> Framework = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "urls", "AllowedHosts", "contentRoot", "Kestrel:Endpoints" };

    [Fact]
    public void Every_setting_that_the_code_reads_stands_in_the_list() =>
        Read().Except(Listed(), StringComparer.OrdinalIgnoreCase).Except(Framework, StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty("docs/configuration.md says what each setting is for.");

    [Fact]
    public void Every_setting_of_the_list_is_read() =>
        Listed().Except(Read(), StringComparer.OrdinalIgnoreCase).Except(Framework, StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty("Somebody would set it in vain.");

    [Fact]
    public void Both_lists_are_found_at_all()
    {
        Read().ShouldContain("Retention:OutboxDays");
        Read().ShouldContain("Mail:Port");
        Read().ShouldContain("Database:Provider");
        Listed().ShouldContain("Mail:Port");
        Listed().ShouldContain("Hooks:AllowedHosts");
    }

    static HashSet<string> Read() => InSource().Concat(OfClasses()).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys that stand in the code: an indexer, one of the readers of the host, or a constant for the sentence that names it.</summary>
    static IEnumerable<string> InSource() =>
        from file in SourceFile.Under("src", ".cs", ".razor")
        from Match match in ReadByKey().Matches(file.Text)
        select match.Groups["key"].Value;

    /// <summary>Settings that are bound to a class: one for each property.</summary>
    static IEnumerable<string> OfClasses() =>
        from room in Room.All
        from type in room.Assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static) is { IsLiteral: true } named ? named.GetRawConstantValue() as string : null
        where section is not null
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is not null
        select $"{section}:{property.Name}";

    /// <summary>The first column of the tables; `Hooks:AllowedHosts:0` and `Hooks:Secrets:&lt;name&gt;` are lists of one setting.</summary>
    static HashSet<string> Listed() =>
    (
        from line in File.ReadLines(Repository.PathTo("docs", "configuration.md"))
        where line.StartsWith("| `", StringComparison.Ordinal)
        from Match match in Quoted().Matches(line.Split('|')[1])
        let key = Member().Replace(match.Groups["key"].Value, "")
        where key.Length > 0
        select key
    ).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?:[cC]onfiguration\[|\bconst string \w*Key = |GetSection\()""(?<key>[A-Z][A-Za-z_]*(?::[A-Za-z]+)?)""|(?:YesOrNo|Number|Choice)(?:<\w+>)?\(""(?<key>[A-Z]\w*:\w+)""")]
    private static partial Regex ReadByKey();

    [GeneratedRegex("`(?<key>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^:.*|:(?:\d+|<\w+>)$")]
    private static partial Regex Member();
}
