using System.Text.RegularExpressions;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_in_the_documents_leads_somewhere()
    {
        var broken =
            from page in Pages()
            from Match link in Link.Matches(File.ReadAllText(page))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.GetFullPath(target, Path.GetDirectoryName(page)!))
            select $"{Path.GetRelativePath(Repository.Root, page)}: {target}";

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_is_reached_from_another()
    {
        var reached =
            from page in Pages()
            from Match link in Link.Matches(File.ReadAllText(page))
            select Path.GetFullPath(link.Groups["target"].Value.Split('#')[0], Path.GetDirectoryName(page)!);

        var alone = Pages().Except(reached).Where(page => Path.GetFileName(page) != "README.md");

        alone.Select(page => Path.GetRelativePath(Repository.Root, page)).ShouldBeEmpty("Link it from docs/index.md or a page that belongs with it.");
    }

    static IEnumerable<string> Pages() =>
        Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.PathTo("docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    static partial Regex Link { get; }
}
