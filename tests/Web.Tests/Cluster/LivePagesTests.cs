using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What somebody does on one node is seen on the pages that others have open on the other, without loading them again.</summary>
[Collection<TwoNodesTests>]
public sealed class LivePagesTests(TwoNodes nodes)
{
    [Fact]
    public async Task What_a_clerk_does_on_one_node_shows_on_every_open_page_of_the_other()
    {
        await nodes.Start();
        var task = await nodes.OpenTask();
        await using var here = await Screen.Open(nodes.First, "en-GB");
        await using var inbox = await Screen.Open(nodes.Second, "en-GB");
        await using var upstairs = await Screen.Open(nodes.Second, "en-GB");
        await here.SignIn(TwoNodes.Ana, WebHouse.Password, "/inbox");
        await inbox.SignIn(TwoNodes.Bruno, WebHouse.Password, "/inbox");
        await upstairs.SignIn(TwoNodes.Administrator, WebHouse.Password, "/forbidden");
        var queues = upstairs.Page;
        var system = await queues.Context.NewPageAsync();
        var case_ = await inbox.Page.Context.NewPageAsync();
        var other = await inbox.Page.Context.NewPageAsync();

        await inbox.Go("/inbox?view=available");
        await case_.GotoAsync($"/cases/{task.InstanceId}");
        await other.GotoAsync($"/tasks/{task.Id}");
        await upstairs.Go("/admin/queues");
        await system.GotoAsync("/admin/system");
        await inbox.Page.Locator($"table a[href='tasks/{task.Id}']").WaitForAsync();
        await Sees(case_, "available");
        await other.GetByRole(AriaRole.Button, new() { Name = "Claim" }).WaitForAsync();
        await Counts(queues, "1", "0");
        await system.Locator(".bof-figure").Last.GetByText("2", new() { Exact = true }).WaitForAsync();
        foreach (var page in (IPage[])[inbox.Page, case_, other, queues, system])
            await page.EvaluateAsync("window.neverLoadedAgain = true");

        await here.Go($"/tasks/{task.Id}");
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Claim" }).ClickAsync();
        await here.Page.Locator(".bof-outcomes button").First.WaitForAsync();

        await inbox.Page.Locator($"table a[href='tasks/{task.Id}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Sees(case_, "Ana Gestora");
        await other.GetByRole(AriaRole.Button, new() { Name = "Claim" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Counts(queues, "0", "1");

        await here.Page.Locator(".bof-outcomes button").First.ClickAsync();
        await here.Page.Locator(".bof-next").WaitForAsync();

        await case_.GetByText("None in this case.").WaitForAsync();
        await Counts(queues, "0", "0");
        foreach (var page in (IPage[])[inbox.Page, case_, other, queues, system])
            (await page.EvaluateAsync<bool>("window.neverLoadedAgain === true")).ShouldBeTrue(page.Url);
    }

    static Task Sees(IPage page, string text) => page.Locator("main").GetByText(text).First.WaitForAsync();

    static Task Counts(IPage queues, string available, string held) =>
        queues.Locator("table tr", new() { HasText = "q.billing" }).Filter(new() { HasNotText = "q.billing." })
            .Filter(new() { Has = queues.Locator($"td:nth-child(3):text-is('{available}')") }).Filter(new() { Has = queues.Locator($"td:nth-child(4):text-is('{held}')") })
            .WaitForAsync();
}
