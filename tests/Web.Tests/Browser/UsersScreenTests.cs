using BackOfficeFlow.Work.Accounts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class UsersScreenTests(WebHouse house)
{
    [Theory]
    [InlineData("es-ES", 1280, "Invitar", "Enlace de un solo uso", "Hecho")]
    [InlineData("en-GB", 360, "Invite", "One-time link", "Done")]
    public async Task An_administrator_invites_somebody_and_gets_the_link_to_hand_over(string language, int width, string invite, string link, string done)
    {
        await using var screen = await Screen.Open(house, language, width, WebHouse.Administrator);
        var page = screen.Page;

        await screen.Go("/admin/users");
        await page.GetByText(WebHouse.Administrator).Filter(new() { Visible = true }).First.WaitForAsync();
        await screen.Check("users filled");

        await page.GetByRole(AriaRole.Button, new() { Name = invite, Exact = true }).ClickAsync();
        await page.Locator("#invite-name").WaitForAsync();
        await screen.Check("users invite dialog");
        await page.ClickAsync("button[form=invite]");
        await page.Locator("[role=dialog] [role=alert]").WaitForAsync();
        await screen.Check("users invite errors");

        await page.FillAsync("#invite-name", "Nora Nueva");
        await page.FillAsync("#invite-email", $"nora{Guid.CreateVersion7():N}@acme.test");
        await page.ClickAsync("button[form=invite]");
        await page.GetByRole(AriaRole.Heading, new() { Name = link }).WaitForAsync();
        await screen.Check("users link shown");
        (await page.Locator(".bof-code").InnerTextAsync()).ShouldStartWith(house.Address + "link?t=");

        await page.GetByRole(AriaRole.Button, new() { Name = done }).ClickAsync();
        await page.GetByText("Nora Nueva").Filter(new() { Visible = true }).First.WaitForAsync();
        screen.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Roles_and_queues_are_changed_in_a_dialog()
    {
        var (id, email) = await house.NewPerson();
        await using var screen = await Screen.Open(house, "es-ES", 1280, WebHouse.Administrator);
        var page = screen.Page;

        await screen.Go("/admin/users");
        await page.FillAsync("#search", email);
        await page.PressAsync("#search", "Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Editar a {WebHouse.NameOf(email)}" }).Filter(new() { Visible = true }).ClickAsync();
        await page.Locator("#member").WaitForAsync();
        await screen.Check("users edit dialog");
        await page.GetByLabel("Supervisor").CheckAsync();
        await page.ClickAsync("button[form=member]");
        await page.Locator("#member").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        (await house.Send(new ListMembers(email))).Single(line => line.UserId == id).Roles.ShouldContain(Roles.Supervisor);
    }

    [Fact]
    public async Task A_search_that_finds_nobody_says_so()
    {
        await using var screen = await Screen.Open(house, "en-GB", 1280, WebHouse.Administrator);

        await screen.Go("/admin/users");
        await screen.Page.FillAsync("#search", "zzzz no such person");
        await screen.Page.PressAsync("#search", "Enter");
        await screen.Page.GetByText("Nobody found").WaitForAsync();

        await screen.Check("users empty");
    }

    [Fact]
    public async Task Disabling_somebody_asks_first()
    {
        var (id, email) = await house.NewPerson();
        await using var screen = await Screen.Open(house, "en-GB", 1280, WebHouse.Administrator);
        var page = screen.Page;

        await screen.Go("/admin/users");
        await page.FillAsync("#search", email);
        await page.PressAsync("#search", "Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = $"Disable {WebHouse.NameOf(email)}" }).Filter(new() { Visible = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await screen.Check("users disable dialog");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await page.GetByText("Disabled", new() { Exact = true }).Filter(new() { Visible = true }).First.WaitForAsync();

        (await house.Send(new ListMembers(email))).Single(line => line.UserId == id).State.ShouldBe(MemberState.Disabled);
    }
}
