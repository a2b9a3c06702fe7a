using System.Net;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The node that a clerk works on dies by kill -9: they go on where they were, on another.</summary>
[Collection<TwoNodesTests>]
public sealed class FailoverTests(TwoNodes nodes)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_signed_in_on_one_node_is_signed_in_on_the_other_though_both_began_at_once()
    {
        await nodes.Start();
        using var cookies = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var here = new PlainBrowser(new HttpClient(cookies, disposeHandler: false) { BaseAddress = nodes.First });
        using var there = new PlainBrowser(new HttpClient(cookies, disposeHandler: false) { BaseAddress = nodes.Second });

        using var signedIn = await here.SignIn(TwoNodes.Ana, WebHouse.Password);
        using var inbox = await there.Get("/inbox");

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        inbox.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("es-ES", "Se ha perdido la conexión", "Borrador guardado")]
    [InlineData("en-GB", "The connection was lost", "Draft kept")]
    public async Task A_clerk_whose_node_dies_goes_on_at_another_with_all_that_was_typed(string language, string notice, string kept)
    {
        await nodes.Start();
        var task = await nodes.OpenTask();
        await using var doomed = await WebProcess.Start(nodes.Settings);
        await using var proxy = await StickyProxy.Start([doomed.Address, nodes.Second]);
        await using var screen = await Screen.Open(proxy.Address, language);
        var page = screen.Page;
        var modal = page.Locator("#components-reconnect-modal");
        await screen.SignIn(TwoNodes.Bruno, WebHouse.Password, $"/tasks/{task.Id}");
        await page.Locator("main .bof-page-actions button").First.ClickAsync();
        await page.FillAsync("#f-number", "976 55 01 02");
        await page.Locator("main").GetByText(kept).WaitForAsync();

        var said = page.Locator("#f-said");
        await said.FillAsync("Wants the parcel");
        proxy.IsHeld = true;
        await doomed.Kill();
        await modal.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        (await modal.InnerTextAsync()).ShouldContain(notice);
        await screen.Check("task whose node is gone");
        await said.PressSequentiallyAsync(" before Friday");
        proxy.IsHeld = false;

        await modal.WaitForAsync(new() { State = WaitForSelectorState.Hidden, Timeout = 180_000 });
        await Eventually.Is("all that was typed stands in the form", async () => await ValueOf("#f-said") == "Wants the parcel before Friday" && await ValueOf("#f-number") == "976 55 01 02", cancel: Cancel);
        await page.Locator("main").GetByText(kept).WaitForAsync();
        await Eventually.Is("and in the draft", async () => await nodes.Read(db => db.Set<TaskDraft>().AnyAsync(draft => draft.TaskId == task.Id && draft.Values.Contains("before Friday"), Cancel)), cancel: Cancel);
        await screen.Check("task after its node died");
        await page.Locator(".bof-outcomes button").First.ClickAsync();
        await page.Locator(".bof-next").WaitForAsync();

        async Task<string> ValueOf(string field) => await page.Locator(field).CountAsync() == 1 ? await page.InputValueAsync(field) : "";
    }
}
