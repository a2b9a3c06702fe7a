using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class QueuesScreenTests(WebHouse house)
{
    [Theory]
    [InlineData("es-ES", 1280, "Cola nueva", "Miembros de", "Editar")]
    [InlineData("en-GB", 360, "New queue", "Members of", "Edit")]
    public async Task An_administrator_opens_a_queue_renames_it_and_says_who_works_there(string language, int width, string open, string members, string edit)
    {
        var (id, email) = await house.NewPerson();
        await using var screen = await Screen.Open(house, language, width, WebHouse.Administrator);
        var page = screen.Page;
        var (key, name) = ($"q.export{width}", $"Export {width}");

        await screen.Go("/admin/queues");
        await page.GetByText("q.orders.lead").Filter(new() { Visible = true }).First.WaitForAsync();
        await screen.Check("queues filled");
        await page.GetByRole(AriaRole.Button, new() { Name = open }).ClickAsync();
        await page.Locator("#queue-key").WaitForAsync();
        await screen.Check("queues new dialog");
        await page.ClickAsync("button[form=queue]");
        await page.Locator("[role=dialog] [role=alert]").WaitForAsync();
        await screen.Check("queues new errors");
        await page.FillAsync("#queue-key", key);
        await page.FillAsync("#queue-name", name);
        await page.FillAsync("#queue-role", "EXP-AGENT");
        await page.SelectOptionAsync("#queue-next", "q.process");
        await page.ClickAsync("button[form=queue]");
        await page.Locator("#queue").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await Press(page, $"{edit} {name}");
        await page.FillAsync("#queue-name", name + " bis");
        await screen.Check("queues edit dialog");
        await page.ClickAsync("button[form=queue]");
        await page.Locator("#queue").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await Press(page, $"{members} {name} bis");
        await page.FillAsync("#queue-search", email);
        await page.Locator("#queue-members label.bof-check").Nth(1).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#queue-members label.bof-check", new() { HasText = email }).Locator("input").CheckAsync();
        await screen.Check("queues members dialog");
        await page.ClickAsync("button[form=queue-members]");
        await page.Locator("#queue-members").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        (await house.Send(new FindQueuesOfUser(id))).ShouldBe([key]);
        (await house.Send(new ListQueues())).Single(queue => queue.Key == key).EscalatesTo.ShouldBe("q.process");
        screen.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_finds_the_queues_in_the_menu_and_reads_them()
    {
        var (id, email) = await house.NewPerson(Roles.Supervisor);
        await house.Send(new SetMembersOfQueue("q.archive", [id]));
        await using var screen = await Screen.Open(house, "en-GB", 1280, email);
        var page = screen.Page;

        await screen.Go("/inbox");
        await page.GetByRole(AriaRole.Link, new() { Name = "Queues", Exact = true }).ClickAsync();
        await screen.Arrives("**/admin/queues");
        await page.GetByText("q.archive").Filter(new() { Visible = true }).First.WaitForAsync();
        await screen.Check("queues read");
        await Press(page, "Members of Archive");
        await page.GetByRole(AriaRole.Dialog).GetByText(WebHouse.NameOf(email)).WaitForAsync();
        await screen.Check("queues members read");

        (await page.Locator("[role=dialog] input").CountAsync()).ShouldBe(0);
        (await page.GetByRole(AriaRole.Button, new() { Name = "New queue" }).CountAsync()).ShouldBe(0);
        screen.Problems.ShouldBeEmpty();
    }

    static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).Filter(new() { Visible = true }).ClickAsync();
}
