using System.Globalization;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Tasks;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>The pages on the real house: what a person sees, presses and is told.</summary>
public sealed class TaskPagesTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly Caller Ana = new(TestHouse.Tenant, new Guid(11, 0, 0, new byte[8]), "Ana") { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing" } };

    static readonly Caller Sonia = Ana with { UserId = new Guid(14, 0, 0, new byte[8]), Name = "Sonia", Roles = new HashSet<string> { "Supervisor" }, Queues = new HashSet<string>() };

    static readonly Caller Bruno = Ana with { UserId = new Guid(12, 0, 0, new byte[8]), Name = "Bruno" };

    readonly BunitContext context = new();
    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
        await Refund.Furnish(house);

        var callers = new Known(Ana);
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        context.Services.AddSingleton<TimeProvider>(house.Clock);
        context.Services.AddSingleton<ICallerSource>(callers);
        context.Services.AddSingleton(house.Parts.GetRequiredService<ChangeSignal>());
        context.Services.AddOptions<FileSettings>();
        context.Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        context.Services.AddSingleton(new Requests(house.Parts.GetRequiredService<Scopes>(), callers));
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await house.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_inbox_says_so_and_shows_the_way_on()
    {
        var page = context.Render<InboxPage>();

        await page.WaitForAssertionAsync(() => page.Find(".bof-empty").TextContent.ShouldContain("You have no tasks"), Patience);
        page.FindAll(".bof-tabs a[aria-current=page]").Count.ShouldBe(1);
        page.Find(".bof-empty-actions a").GetAttribute("href")!.ShouldContain("view=available");
    }

    [Fact]
    public async Task Claiming_from_the_inbox_opens_the_task()
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        var page = Inbox("view=available");
        await page.WaitForAssertionAsync(() => page.Find("table [data-list-link]").TextContent.ShouldBe("Request the refund"), Patience);

        await page.Find("table [data-list-claim]").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Navigation.Uri.ShouldEndWith($"tasks/{task.Id}"), Patience);
        (await Refund.Find(house, task.Id)).AssigneeName.ShouldBe("Ana");
    }

    [Fact]
    public async Task A_new_task_appears_in_an_open_inbox_by_itself()
    {
        var page = Inbox("view=available");
        await page.WaitForAssertionAsync(() => page.Find(".bof-empty"), Patience);

        await Refund.Open(house);
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        await page.WaitForAssertionAsync(() => page.FindAll("table [data-list-link]").Count.ShouldBe(1), Patience);
    }

    [Fact]
    public async Task A_new_task_appears_even_while_others_change_all_the_time()
    {
        var busy = await Refund.OpenTask(house, await Refund.Open(house));
        await house.Send(new ClaimTask(busy.Id), Ana);
        var page = Inbox("view=available");
        await page.WaitForAssertionAsync(() => page.Find(".bof-empty"), Patience);

        await Refund.Open(house);
        for (var change = 0; change < 20; change++)
        {
            await house.Send(new SaveDraft(busy.Id, new Dictionary<string, object?>(), $"draft {change}"), Ana);
            house.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await page.WaitForAssertionAsync(() => page.FindAll("table [data-list-link]").Count.ShouldBe(1), Patience);
    }

    [Fact]
    public async Task Filters_stand_in_the_address()
    {
        var page = Inbox("view=available&q=refund");
        await page.WaitForAssertionAsync(() => page.Find("#inbox-queue option[value='q.orders']"), Patience);

        await page.Find("#inbox-queue").ChangeAsync(new ChangeEventArgs { Value = "q.orders" });

        Navigation.Uri.ShouldContain("queue=q.orders");
        Navigation.Uri.ShouldContain("q=refund");
        Navigation.Uri.ShouldContain("view=available");
    }

    [Fact]
    public async Task A_task_that_is_not_claimed_is_read_only_until_it_is()
    {
        var page = await Open();
        page.FindAll(".bof-outcomes").ShouldBeEmpty();

        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Claim").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find(".bof-outcomes button").TextContent.Trim().ShouldBe("Requested"), Patience);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_the_field_and_in_a_summary()
    {
        var page = await Open(claim: true);

        await page.Find(".bof-outcomes button").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find("#task-errors"), Patience);
        page.Find("#f-amount").GetAttribute("aria-invalid").ShouldBe("true");
        var line = page.Find("#task-errors a");
        line.TextContent.ShouldBe("Amount: Fill this in.");
        line.GetAttribute("href")!.ShouldEndWith("#f-amount");

        await line.ClickAsync(new());
        Focused.ShouldBe("f-amount");
    }

    [Fact]
    public async Task What_is_put_right_disappears_from_the_field_and_from_the_summary()
    {
        var page = await Open(claim: true);
        await page.Find(".bof-outcomes button").ClickAsync(new());
        await page.WaitForAssertionAsync(() => page.Find("#task-errors"), Patience);

        await page.Find("#f-amount").ChangeAsync(new ChangeEventArgs { Value = "5000" });
        await page.WaitForAssertionAsync(() => page.Find("#task-errors a").TextContent.ShouldContain("1000"), Patience);
        await page.Find("#f-amount").ChangeAsync(new ChangeEventArgs { Value = "40" });

        await page.WaitForAssertionAsync(() => page.FindAll("#task-errors").ShouldBeEmpty(), Patience);
        page.Find("#f-amount").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public async Task A_reason_that_is_long_enough_is_no_error_any_more()
    {
        var page = await OpenApproval();
        await page.FindAll(".bof-outcomes button").Single(button => button.TextContent.Trim() == "Refused").ClickAsync(new());
        await page.WaitForAssertionAsync(() => page.Find("#task-errors a").TextContent.ShouldStartWith("Comment: "), Patience);
        page.Find("#task-comment").GetAttribute("aria-invalid").ShouldBe("true");

        await page.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = "Far too much money" });

        page.FindAll("#task-errors").ShouldBeEmpty();
        page.Find("#task-comment").HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public async Task Two_windows_never_overwrite_each_other_unseen()
    {
        var (older, newer) = (await Open(claim: true), default(IRenderedComponent<ShowTaskPage>)!);
        newer = context.Render<ShowTaskPage>(parameters => parameters.Add(each => each.Id, older.Instance.Id));
        await newer.WaitForAssertionAsync(() => newer.Find("#task-comment"), Patience);

        await older.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = "typed first" });
        await house.Send(new SaveDraft(older.Instance.Id, new Dictionary<string, object?>(), "typed in the other window"), Ana);
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        await older.WaitForAssertionAsync(() => older.Markup.ShouldContain("something newer"), Patience);
        (await house.Read(db => db.Set<TaskDraft>().SingleAsync())).Comment.ShouldBe("typed in the other window");
        older.Find("#task-comment").GetAttribute("value").ShouldBe("typed first");

        await older.FindAll("button").Single(button => button.TextContent.Trim() == "Keep what stands here").ClickAsync(new());
        await older.WaitForAssertionAsync(() => older.Markup.ShouldNotContain("something newer"), Patience);
        (await house.Read(db => db.Set<TaskDraft>().SingleAsync())).Comment.ShouldBe("typed first");
        await newer.WaitForAssertionAsync(
            () =>
            {
                house.Clock.Advance(TimeSpan.FromSeconds(6));
                newer.Find("#task-comment").GetAttribute("value").ShouldBe("typed first");
            },
            Patience);
    }

    [Fact]
    public async Task An_older_window_does_not_finish_the_task_over_what_was_typed_in_a_newer_one()
    {
        var page = await Open(claim: true);
        await page.Find("#f-amount").ChangeAsync(new ChangeEventArgs { Value = "40" });
        await house.Send(new SaveDraft(page.Instance.Id, new Dictionary<string, object?> { ["amount"] = 50m }, "fifty, said the customer"), Ana);

        await page.Find(".bof-outcomes button").ClickAsync(new());
        await page.WaitForAssertionAsync(() => page.Markup.ShouldContain("something newer"), Patience);
        (await Refund.Find(house, page.Instance.Id)).IsOpen.ShouldBeTrue();

        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Show what I typed there").ClickAsync(new());
        await page.WaitForAssertionAsync(() => page.Find("#f-amount").GetAttribute("value").ShouldBe("50"), Patience);
        await page.Find(".bof-outcomes button").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find(".bof-next"), Patience);
        (await Refund.Find(house, page.Instance.Id)).Comment.ShouldBe("fifty, said the customer");
    }

    [Fact]
    public async Task A_finished_task_says_what_happens_next()
    {
        var page = await Open(claim: true);
        await page.Find("#f-amount").ChangeAsync(new ChangeEventArgs { Value = "40" });

        await page.Find(".bof-outcomes button").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find(".bof-next").TextContent.ShouldContain("Approve 40 for María"), Patience);
        page.FindAll(".bof-outcomes").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_typed_is_kept_as_a_draft_after_a_pause()
    {
        var page = await Open(claim: true);

        await page.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = "half a thought" });
        house.Clock.Advance(TimeSpan.FromSeconds(1));

        await page.WaitForAssertionAsync(() => page.Markup.ShouldContain("Draft kept"), Patience);
        (await house.Read(db => db.Set<TaskDraft>().SingleAsync())).Comment.ShouldBe("half a thought");
    }

    [Fact]
    public async Task Whoever_types_without_a_pause_loses_three_seconds_at_most()
    {
        var page = await Open(claim: true);

        for (var letters = 1; letters <= 8; letters++)
        {
            await page.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = new string('x', letters) });
            house.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        await Eventually.Is("a draft is kept", () => house.Read(db => db.Set<TaskDraft>().AnyAsync(Xunit.TestContext.Current.CancellationToken)), Patience, Xunit.TestContext.Current.CancellationToken);
        (await house.Read(db => db.Set<TaskDraft>().SingleAsync())).Comment!.Length.ShouldBeGreaterThanOrEqualTo(6);
    }

    [Fact]
    public async Task A_task_put_aside_is_read_only_until_it_is_taken_up_again()
    {
        var page = await Open(claim: true);
        await page.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = "half a thought" });
        await page.Find("#aside-reason").ChangeAsync(new ChangeEventArgs { Value = "The bank is closed" });
        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Put aside").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find("[role=note]").TextContent.ShouldContain("The bank is closed"), Patience);
        page.FindAll(".bof-outcomes").ShouldBeEmpty();
        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Take up again").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.FindAll(".bof-outcomes").Count.ShouldBe(1), Patience);
        page.Find("#task-comment").GetAttribute("value").ShouldBe("half a thought");
    }

    [Fact]
    public async Task A_task_that_somebody_changed_meanwhile_is_not_finished_until_it_was_looked_at_and_nothing_typed_is_lost()
    {
        var page = await Open(claim: true);
        await page.Find("#f-amount").ChangeAsync(new ChangeEventArgs { Value = "40" });
        await page.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = "half a thought" });
        await house.Send(new ReleaseTask(page.Instance.Id, "Ana is at lunch"), Sonia);
        await house.Send(new ClaimTask(page.Instance.Id), Ana);

        await page.Find(".bof-outcomes button").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find("#task-errors").TextContent.ShouldContain("Claimed (Ana)"), Patience);
        page.Find("[role=status] button").TextContent.Trim().ShouldBe("Go on with what I typed");
        (await Refund.Find(house, page.Instance.Id)).IsOpen.ShouldBeTrue();

        await page.Find("[role=status] button").ClickAsync(new());
        await page.WaitForAssertionAsync(() => page.FindAll("#task-errors").ShouldBeEmpty(), Patience);
        page.Find("#task-comment").GetAttribute("value").ShouldBe("half a thought");
        page.Find("#f-amount").GetAttribute("value").ShouldBe("40");
        await page.Find(".bof-outcomes button").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.Find(".bof-next"), Patience);
        (await Refund.Find(house, page.Instance.Id)).Comment.ShouldBe("half a thought");
    }

    [Fact]
    public async Task A_file_that_arrived_is_shown_by_name_and_size_kept_in_the_draft_and_can_be_removed()
    {
        var page = await Open(claim: true);
        var file = await house.Send(new StoreFile("receipt.pdf", "%PDF-1.4 paid"u8.ToArray()), Ana);
        var control = page.FindComponents<TaskFileControl>().Single(each => each.Instance.Slot.Path == "proof").Instance;

        await page.InvokeAsync(async () =>
        {
            (await control.MayBegin("receipt.pdf", 13)).ShouldBe("proof");
            await control.Arrived(file.Id);
        });

        await page.WaitForAssertionAsync(() => page.Find($"a[href='files/{file.Id}'][download]").TextContent.ShouldBe("receipt.pdf"), Patience);
        page.Markup.ShouldContain("13 B");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await page.WaitForAssertionAsync(() => page.Markup.ShouldContain("Draft kept"), Patience);
        (await house.Read(db => db.Set<TaskDraft>().SingleAsync())).Values.ShouldContain(file.Id.ToString());

        await page.Find("button[aria-label='Remove receipt.pdf']").ClickAsync(new());

        await page.WaitForAssertionAsync(() => page.FindAll("a[download]").ShouldBeEmpty(), Patience);
    }

    [Fact]
    public async Task Until_a_file_has_arrived_the_task_cannot_be_finished()
    {
        var page = await Open(claim: true);
        var control = page.FindComponents<TaskFileControl>().Single(each => each.Instance.Slot.Path == "papers").Instance;

        await page.InvokeAsync(() => control.MayBegin("scan.png", 5000));
        page.Find(".bof-outcomes button").HasAttribute("disabled").ShouldBeTrue();
        await page.InvokeAsync(() => control.Refused("Not of an accepted kind."));

        page.Find(".bof-outcomes button").HasAttribute("disabled").ShouldBeFalse();
        page.Find("#f-papers").GetAttribute("aria-invalid").ShouldBe("true");
        page.Find("#f-papers-refusal").TextContent.ShouldBe("Not of an accepted kind.");
    }

    [Fact]
    public async Task A_file_that_is_too_large_for_its_field_is_not_even_sent()
    {
        var page = await Open(claim: true);
        var control = page.FindComponents<TaskFileControl>().Single(each => each.Instance.Slot.Path == "proof").Instance;

        string? path = "";
        await page.InvokeAsync(async () => path = await control.MayBegin("big.pdf", 2 * 1024 * 1024));

        path.ShouldBeNull();
        page.Find("#f-proof-refusal").TextContent.ShouldContain("1 MB");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_inbox_is_accessible_empty_and_filled_and_fits_a_phone(bool filled)
    {
        if (filled)
            await Refund.Open(house);
        var page = Inbox("view=available");
        await page.WaitForAssertionAsync(() => page.Find(filled ? "table [data-list-link]" : ".bof-empty"), Patience);

        await ShouldBeAccessible(page.Markup, $"inbox-{(filled ? "filled" : "empty")}");
    }

    [Theory]
    [InlineData("read only")]
    [InlineData("mine")]
    [InlineData("with errors")]
    [InlineData("with files")]
    [InlineData("put aside")]
    [InlineData("changed meanwhile")]
    public async Task A_task_is_accessible_in_each_state_and_fits_a_phone(string state)
    {
        var page = await Open(claim: state is not "read only");
        if (state is "with errors")
        {
            await page.Find(".bof-outcomes button").ClickAsync(new());
            await page.WaitForAssertionAsync(() => page.Find("#task-errors"), Patience);
        }

        if (state is "put aside")
        {
            await house.Send(new SuspendTask(page.Instance.Id, "The bank is closed", house.Now.AddDays(1)), Ana);
            house.Clock.Advance(TimeSpan.FromSeconds(6));
            await page.WaitForAssertionAsync(() => page.Markup.ShouldContain("Take up again"), Patience);
        }

        if (state is "changed meanwhile")
        {
            await page.Find("#task-comment").InputAsync(new ChangeEventArgs { Value = "half a thought" });
            await house.Send(new ReleaseTask(page.Instance.Id), Ana);
            await house.Send(new ClaimTask(page.Instance.Id), Ana);
            await page.Find(".bof-outcomes button").ClickAsync(new());
            await page.WaitForAssertionAsync(() => page.Find("[role=status] button"), Patience);
        }

        if (state is "with files")
        {
            foreach (var control in page.FindComponents<TaskFileControl>())
            {
                var file = await house.Send(new StoreFile($"{control.Instance.Slot.Path} of a long and winding case that nobody wants to read again.pdf", "%PDF-1.4"u8.ToArray()), Ana);
                await page.InvokeAsync(() => control.Instance.Arrived(file.Id));
                await page.InvokeAsync(() => control.Instance.Refused("No."));
            }

            await page.WaitForAssertionAsync(() => page.FindAll("a[download]").Count.ShouldBe(2), Patience);
        }

        await ShouldBeAccessible(page.Markup, $"task-{state}");
    }

    string? Focused => context.JSInterop.Invocations.LastOrDefault(call => call.Identifier == "focus").Arguments?[0] as string;

    async Task<IRenderedComponent<ShowTaskPage>> OpenApproval()
    {
        var instance = await Refund.Open(house);
        var request = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(request.Id), Bruno);
        await house.Send(Refund.Request(request.Id), Bruno);
        var task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);
        var page = context.Render<ShowTaskPage>(parameters => parameters.Add(each => each.Id, task.Id));
        await page.WaitForAssertionAsync(() => page.Find(".bof-outcomes"), Patience);
        return page;
    }

    static async Task ShouldBeAccessible(string markup, string name)
    {
        var style = await File.ReadAllTextAsync(Repository.PathTo("src", "BackOfficeFlow.Ui", "wwwroot", "app.css"));
        await using var browser = await Chromium.NewContext("en-GB", 360, 740);
        var page = await browser.NewPageAsync();
        await page.SetContentAsync($"<!doctype html><html lang=\"en\"><head><title>{name}</title><meta name=\"viewport\" content=\"width=device-width\"><style>{style}</style></head><body><main class=\"bof-main\">{markup}</main></body></html>");

        (await AxeCore.Violations(page)).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
    }

    NavigationManager Navigation => context.Services.GetRequiredService<NavigationManager>();

    IRenderedComponent<InboxPage> Inbox(string query)
    {
        Navigation.NavigateTo($"inbox?{query}");
        return context.Render<InboxPage>();
    }

    async Task<IRenderedComponent<ShowTaskPage>> Open(bool claim = false)
    {
        var task = await Refund.OpenTask(house, await Refund.Open(house));
        if (claim)
            await house.Send(new ClaimTask(task.Id), Ana);

        var page = context.Render<ShowTaskPage>(parameters => parameters.Add(each => each.Id, task.Id));
        await page.WaitForAssertionAsync(() => page.Find("h1").TextContent.ShouldBe("Request the refund"), Patience);
        return page;
    }

    sealed class Known(Caller caller) : ICallerSource
    {
        public ValueTask<Caller> Find(CancellationToken cancel) => ValueTask.FromResult(caller);
    }

    sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
