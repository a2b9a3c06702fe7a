using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed partial class NamespaceTests
{
    [Fact]
    public void A_namespace_stops_at_the_area()
    {
        var wrong =
            from file in SourceFile.Under("src", ".cs")
            from Match match in CSharp.Matches(file.Text)
            let name = match.Groups["name"].Value
            where name != Expected(file)
            select $"{file}: {name}, should be {Expected(file)}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_razor_file_states_its_namespace()
    {
        var wrong =
            from file in SourceFile.Under("src", ".razor")
            where file.Name != "_Imports.razor"
            let name = Razor.Match(file.Text).Groups["name"].Value
            where name != Expected(file)
            select $"{file}: '{name}', should be {Expected(file)}";

        wrong.ShouldBeEmpty("Without it the namespace follows the folder, and the page's texts are silently not found.");
    }

    static string Expected(SourceFile file)
    {
        var room = Room.Prefix + file.Room;
        return Room.WithAreas.Contains(file.Room) && file.Folders.Count > 0 ? $"{room}.{file.Folders[0]}" : room;
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    static partial Regex CSharp { get; }

    [GeneratedRegex(@"^@namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    static partial Regex Razor { get; }
}
