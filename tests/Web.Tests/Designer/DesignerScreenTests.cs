using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The real Elsa Studio in our page, on our server.</summary>
[Collection("Studio")]
public sealed class DesignerScreenTests(WebHouse house)
{
    [Fact]
    public async Task A_designer_opens_a_process_edits_it_and_loses_nothing_when_the_session_ends()
    {
        RealStudio.Require(house);
        await StudioCaller.Publish(house, "greets", RealStudio.Greeting("greets", "Greets"));
        var (_, email) = await house.NewPerson(Roles.Designer);
        await using var screen = await Screen.Open(house, "en-GB", signedInAs: email);
        var page = screen.Page;

        await screen.Go("/processes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Greets" }).First.WaitForAsync();
        await screen.CheckWideAndNarrow("processes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Greets" }).Filter(new() { Visible = true }).First.PressAsync("Enter");
        await screen.Arrives("**/processes/greets");
        var studio = RealStudio.On(page);
        var step = studio.GetByText("Says hello").First;
        await step.WaitForAsync();
        await screen.Check("designer");
        screen.Problems.ShouldBeEmpty();

        await step.ClickAsync();
        var text = studio.Locator(".mud-input-control", new() { HasTextRegex = new("^Text") }).Locator("input").First;
        await Type(page, text, "Good morning");
        await page.Context.ClearCookiesAsync();
        await text.FillAsync("Good night");
        await text.PressAsync("Tab");
        await studio.Locator("#bof-signed-out[open]").WaitForAsync();
        var signIn = await page.RunAndWaitForPopupAsync(() => studio.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync());
        await signIn.FillAsync("#email", email);
        await signIn.FillAsync("#password", WebHouse.Password);
        await signIn.ClickAsync("button[type=submit]");
        await Eventually.Is("the last edit is saved", async () => (await Stored()).Contains("Good night", StringComparison.Ordinal), cancel: TestContext.Current.CancellationToken);
        await studio.Locator("#bof-signed-out").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await page.GoBackAsync();
        await screen.Arrives("**/processes");
        await page.GetByText("Published, with changes").Filter(new() { Visible = true }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Versions of Greets" }).Filter(new() { Visible = true }).First.ClickAsync();
        await screen.Arrives("**/processes/greets/versions");
        await page.FillAsync("#publish-comment", "Says good night");
        await screen.CheckWideAndNarrow("versions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish version 2" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Cell, new() { Name = "Says good night" }).WaitForAsync();
        (await house.Send(new ListVersions("greets"))).Select(version => (version.Number, version.State)).ShouldBe([(2, VersionState.InForce), (1, VersionState.Earlier)]);

        var done = (await house.Send(new StartWorkflow(new StartInstance("greets", new Dictionary<string, object?>())))).InstanceId;
        await screen.Go($"/cases/{done}/diagram");
        await studio.GetByText("Says hello").First.WaitForAsync();
        await screen.Check("case diagram");
    }

    [Fact]
    public async Task A_designer_begins_a_process_by_its_name()
    {
        var (_, email) = await house.NewPerson(Roles.Designer);
        await using var screen = await Screen.Open(house, "es-ES", signedInAs: email);
        var page = screen.Page;
        await page.RouteAsync($"**{StudioRoom.StudioPath}/**", route => route.AbortAsync());

        await screen.Go("/processes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Proceso nuevo" }).ClickAsync();
        await page.Locator("#process-name").FillAsync("Devoluciones");
        await screen.Check("process new dialog");
        await page.ClickAsync("button[form=process]");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Devoluciones" }).WaitForAsync();

        (await house.Send(new SurveyProcesses())).ShouldContain(process => process.Name == "Devoluciones" && process.State == ProcessState.Draft);
    }

    async Task Type(IPage page, ILocator text, string words)
    {
        // Studio reads its descriptors again after each save: whoever types before that may be interrupted.
        await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await text.FillAsync(words);
                await text.PressAsync("Tab");
            },
            answer => answer.Url.Contains("/descriptors/activities", StringComparison.Ordinal));
        (await Stored()).ShouldContain(words);
    }

    async Task<string> Stored() => Encoding.UTF8.GetString(await house.Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, byte[]>(
        Caller.System(WebHouse.Acme),
        db => db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == "greets" && item.IsLatest)
            .Select(item => item.Content)
            .SingleAsync(TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken));
}
