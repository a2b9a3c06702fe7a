using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Files of the configuration folder that differ from what was edited here, and somebody who decides.</summary>
public sealed class FileScreenTests(FileScreenTests.House house) : IClassFixture<FileScreenTests.House>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static readonly Caller Diego = new(WebHouse.Acme, Guid.Parse("00000000-0000-7000-8000-0000000000d1"), "Diego Designer") { Roles = new HashSet<string> { Roles.Designer } };

    [Fact]
    public async Task A_designer_sees_both_takes_one_file_and_keeps_what_stands_beside_the_other()
    {
        await Differ("billing");
        await Differ("orders");
        var (_, email) = await house.NewPerson(Roles.Designer);
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: email);
        var page = screen.Page;

        await screen.Go("/processes");
        var differing = page.GetByRole(AriaRole.Link, new() { Name = "2 files differ from what was edited here" });
        await differing.WaitForAsync();
        await screen.CheckWideAndNarrow("processes with files that differ");
        await differing.PressAsync("Enter");
        await screen.Arrives("**/processes/files");
        await Visible(page, "orders/texts.es.json").WaitForAsync();
        await screen.CheckWideAndNarrow("files");
        await Visible(page, "orders/texts.es.json").PressAsync("Enter");
        await screen.Arrives("**/processes/files/texts/orders/es");
        var fold = page.GetByRole(AriaRole.Button, new() { Name = "lines are the same" }).First;
        await fold.WaitForAsync();
        (await page.GetByText("text 7").CountAsync()).ShouldBe(0);
        await fold.PressAsync("Enter");
        await page.GetByText("\"text 7\"").First.WaitForAsync();
        (await fold.GetAttributeAsync("aria-expanded")).ShouldBe("true");
        await screen.CheckWideAndNarrow("file");

        Put("orders", """{"greeting":7}""");
        await Press(page, "Take the file");
        await page.GetByRole(AriaRole.Alert).GetByText("has changed since you were shown it").WaitForAsync();
        await Press(page, "Look again");
        await page.GetByText("\"greeting\": 7").WaitForAsync();
        await Press(page, "Take the file");
        await page.GetByRole(AriaRole.Alert).GetByText("The text 'greeting' is not a text").WaitForAsync();
        await screen.CheckWideAndNarrow("file refused");
        Put("orders", Words("Theirs again"));
        await Press(page, "Look again");
        await page.GetByText("Theirs again").First.WaitForAsync();
        await page.FillAsync("#file-comment", "Agreed with the area");
        await Press(page, "Take the file");
        await Told(page, "The file is version 3 now");
        await screen.Check("file taken");

        await screen.Go("/processes/files/texts/billing/es");
        await Press(page, "Keep what stands here");
        await Told(page, "Version 2 stays");
        await screen.Go("/processes/files");
        await page.GetByText("Nothing to decide").WaitForAsync();
        await screen.Check("files agree");

        (await Published("orders")).ShouldBe((3, ConfigurationSource.File, "Agreed with the area", WebHouse.NameOf(email)));
        (await Published("billing")).ShouldBe((2, ConfigurationSource.Here, "Clearer words", Diego.Name));
        screen.Problems.ShouldBeEmpty();
    }

    // A file that was imported, edited here, and then changed.
    async Task Differ(string area)
    {
        Put(area, Words("As imported"));
        await house.Parts.GetRequiredService<ConfigurationFolder>().Import(WebHouse.Acme, house.Workflows, Cancel);
        await house.Send(new PublishConfiguration(ConfigurationKinds.Texts, area, "texts.es", Encoding.UTF8.GetBytes(Words("Ours")), "Clearer words"), Diego);
        Put(area, Words("Theirs"));
    }

    void Put(string area, string content)
    {
        Directory.CreateDirectory(Path.Combine(house.Workflows, area));
        File.WriteAllText(Path.Combine(house.Workflows, area, "texts.es.json"), content);
    }

    static string Words(string greeting) => $$"""{{{string.Concat(Enumerable.Range(1, 20).Select(number => $"\"key{number}\":\"text {number}\","))}}"greeting":"{{greeting}}"}""";

    static ILocator Visible(IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).Filter(new() { Visible = true }).First;

    static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");

    /// <summary>It is said, and whoever uses the keyboard is there.</summary>
    static async Task Told(IPage page, string words)
    {
        await page.GetByRole(AriaRole.Status).GetByText(words).WaitForAsync();
        await page.Locator("[role=status]:focus").WaitForAsync();
    }

    async Task<(int Version, ConfigurationSource Source, string? Comment, string By)> Published(string area)
    {
        var item = await house.Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, ConfigurationItem>(
            Caller.System(WebHouse.Acme), db => db.Set<ConfigurationItem>().AsNoTracking().SingleAsync(item => item.Area == area && item.IsPublished, Cancel), Cancel);
        return (item.Version, item.Source, item.Comment, item.CreatedBy);
    }

    /// <summary>A house with a configuration folder of its own.</summary>
    public sealed class House : WebHouse
    {
        internal string Workflows { get; } = Directory.CreateTempSubdirectory("bof-files-").FullName;

        protected override IReadOnlyList<string> MoreSettings => [$"--Configuration:Folder={Workflows}"];

        public override async ValueTask DisposeAsync()
        {
            GC.SuppressFinalize(this);
            await base.DisposeAsync();
            Directory.Delete(Workflows, recursive: true);
        }
    }
}
