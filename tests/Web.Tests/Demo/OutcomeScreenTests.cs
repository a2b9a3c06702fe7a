using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What the product is for, from end to end: a carrier tells of a lost parcel, a clerk of the demo company works the case.</summary>
[Collection(nameof(DemoHouse))]
public sealed class OutcomeScreenTests(DemoHouse house)
{
    const string Clerk = "ana@luminara.example";
    const string Supervisor = "sofia@luminara.example";

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task A_tracking_event_opens_a_case_that_a_clerk_works_through(string language)
    {
        var words = OutcomeWords.In(language);
        var tracking = words.Parcel;
        await house.ShipParcel(tracking, words.Customer, words.Language);
        var answer = await house.Tell(
            new { eventId = $"{tracking}-1", trackingNumber = tracking, code = "TRA", at = house.Clock.GetUtcNow().AddHours(-26), place = "Zaragoza" },
            new { eventId = $"{tracking}-2", trackingNumber = tracking, code = "EXT", at = house.Clock.GetUtcNow().AddHours(-1), place = "Madrid" });
        answer.Taken.ShouldBe(2);
        await using var screen = await Screen.Open(house.Address, language);
        var page = screen.Page;

        await screen.SignIn(Clerk, DemoPeople.Password, "/inbox");
        await screen.Go("/inbox");
        await screen.CheckWideAndNarrow("inbox mine");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{words.Available}") }).ClickAsync();
        await page.Locator("nav.bof-tabs a[aria-current=page]", new() { HasTextString = words.Available }).WaitForAsync();
        await Seen(page, tracking);
        await screen.CheckWideAndNarrow("inbox");

        await page.GetByRole(AriaRole.Link, new() { Name = words.Task }).Filter(new() { Visible = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = words.Task }).WaitForAsync();
        await screen.CheckWideAndNarrow("task offered");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Claim, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.GiveBack }).WaitForAsync();
        (await page.GetByRole(AriaRole.Complementary, new() { Name = words.Facts }).InnerTextAsync()).ShouldSatisfyAllConditions(
            facts => facts.ShouldContain(words.Customer),
            facts => facts.ShouldContain($"P-{tracking}"));
        await screen.CheckWideAndNarrow("task empty");

        await page.GetByRole(AriaRole.Button, new() { Name = words.Resolved, Exact = true }).ClickAsync();
        await page.Locator("#task-errors").WaitForAsync();
        await screen.CheckWideAndNarrow("task error");

        foreach (var question in words.YesTo)
            await page.GetByRole(AriaRole.Radiogroup, new() { NameRegex = new($"^{question}") }).GetByLabel(words.Yes).CheckAsync();
        await page.GetByLabel(words.Wants).SelectOptionAsync(new SelectOptionValue { Label = words.Replace });
        await page.FillAsync("#f-comment", words.Comment);
        await page.GetByText(words.DraftKept).WaitForAsync();
        await screen.CheckWideAndNarrow("task filled");

        await page.GetByRole(AriaRole.Button, new() { Name = words.Resolved, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = words.WhatNext }).WaitForAsync();
        (await page.Locator(".bof-next").InnerTextAsync()).ShouldContain(words.GoesOn);
        await screen.CheckWideAndNarrow("task done");

        await page.Locator(".bof-next").GetByRole(AriaRole.Link, new() { NameRegex = new($"^{words.Case} ") }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = words.Story }).WaitForAsync();
        await Seen(page, words.Stock);
        var story = await page.Locator("main").InnerTextAsync();
        foreach (var told in words.Told)
            story.ShouldContain(told);
        CodeIn(story).ShouldBeEmpty();
        await screen.CheckWideAndNarrow("case");

        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task A_supervisor_is_asked_before_a_case_is_ended(string language)
    {
        var words = OutcomeWords.In(language);
        await using var screen = await Screen.Open(house.Address, language);
        var page = screen.Page;

        await screen.SignIn(Supervisor, DemoPeople.Password, "/inbox");
        await screen.Go("/cases");
        await page.Locator("tbody a").First.WaitForAsync();
        await screen.CheckWideAndNarrow("cases");
        await page.Locator("tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = words.EndCase }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await screen.CheckWideAndNarrow("case dialog");
        await page.GetByRole(AriaRole.Button, new() { Name = words.KeepCase }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task A_clerk_starts_a_case_by_hand_and_finds_the_imports(string language)
    {
        var words = OutcomeWords.In(language);
        await house.ShipParcel(words.Denied, words.Customer, words.Language);
        await house.Tell(new { eventId = $"{words.Denied}-1", trackingNumber = words.Denied, code = "ENT", at = house.Clock.GetUtcNow().AddHours(-20) });
        await using var screen = await Screen.Open(house.Address, language);
        var page = screen.Page;

        await screen.SignIn(Clerk, DemoPeople.Password, "/inbox");
        await screen.Go("/imports");
        await page.Locator("#import-file").WaitForAsync();
        await screen.CheckWideAndNarrow("imports");
        await screen.Go("/start");
        await page.Locator("main a.bof-button").First.WaitForAsync();
        await screen.CheckWideAndNarrow("start");
        await page.Locator("main a.bof-button[href$='orders/not-received']").ClickAsync();
        await page.Locator("#shipment-text").WaitForAsync();
        await screen.CheckWideAndNarrow("not-received empty");
        await page.FillAsync("#shipment-text", "no such parcel");
        await page.PressAsync("#shipment-text", "Enter");
        await page.Locator("main .bof-empty").WaitForAsync();
        await screen.CheckWideAndNarrow("not-received none");
        await page.FillAsync("#shipment-text", words.Denied);
        await page.PressAsync("#shipment-text", "Enter");
        await Seen(page, words.Denied);
        await screen.CheckWideAndNarrow("not-received found");
        await page.GetByRole(AriaRole.Button, new() { Name = words.Denied }).Filter(new() { Visible = true }).ClickAsync();
        await screen.Arrives("**/cases/*");

        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task A_customer_answers_by_the_link_in_the_message(string language)
    {
        var words = OutcomeWords.In(language);
        await house.ShipParcel(words.Absent, words.Customer, words.Language);
        await house.Tell(new { eventId = $"{words.Absent}-1", trackingNumber = words.Absent, code = "AUS", at = house.Clock.GetUtcNow().AddHours(-1) });
        await using var clerk = await Screen.Open(house.Address, language);
        await using var customer = await Screen.Open(house.Address, language);

        var link = await FindLink(clerk, words.Absent);
        await customer.Go(link);
        await customer.CheckWideAndNarrow("answer");
        await customer.Page.Locator("#wish-new-address").CheckAsync();
        await customer.Page.ClickAsync("button[type=submit]");
        await customer.Page.Locator("[role=alert]").WaitForAsync();
        await customer.CheckWideAndNarrow("answer error");
        await customer.Page.Locator("#wish-redeliver").CheckAsync();
        await customer.Page.ClickAsync("button[type=submit]");
        await customer.Page.Locator("[role=status]").WaitForAsync();
        await customer.CheckWideAndNarrow("answer thanks");
        await customer.Go(link);

        (await customer.Page.Locator("[role=status]").InnerTextAsync()).ShouldContain(words.Already);
        customer.Problems.ShouldBeEmpty();
    }

    static async Task<string> FindLink(Screen clerk, string tracking)
    {
        await clerk.SignIn(Clerk, DemoPeople.Password, "/inbox");
        await clerk.Go($"/cases?text={tracking}");
        await clerk.Page.Locator($"tr:has-text('{tracking}') a").First.ClickAsync();
        await clerk.Page.Locator(".bof-messages summary").First.ClickAsync();
        var body = await clerk.Page.Locator(".bof-message-body").First.InnerTextAsync();
        return new Uri(body.Split().First(word => word.Contains("/answer?t=", StringComparison.Ordinal))).PathAndQuery;
    }

    static Task Seen(IPage page, string text) => page.GetByText(text).Filter(new() { Visible = true }).First.WaitForAsync();

    /// <summary>What only programs understand: names of steps and queues, keys of texts, JSON.</summary>
    static IReadOnlyList<string> CodeIn(string text) =>
        [.. System.Text.RegularExpressions.Regex.Matches(text, @"\bq\.[a-z]+|\b[A-Z]+_[A-Z]+\b|\b[A-Z][a-z]+[A-Z][a-z]+\w*|[{}]|(^|\s)@\w+\.\w+|\btrue\b|\bfalse\b").Select(match => match.Value).Distinct()];
}
