using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Processes;
using BackOfficeFlow.Work.Queues;
using BackOfficeFlow.Work.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>A process designer's day, from a process that waits for an event to one that then asks a person, in the real Elsa Studio.</summary>
[Collection("Studio")]
public sealed class DesignerDayScreenTests(WebHouse house)
{
    const string Process = "complaints-day";
    const string Queue = "q.customer";
    const string Form = "test/complaint-day";

    const string Complaints = """
        {"id":"complaints-day-1","definitionId":"complaints-day","name":"Complaints","version":1,"root":{"id":"flow","type":"Elsa.Flowchart","version":1,"connections":[],
         "activities":[{"id":"letter","name":"letter","type":"Elsa.Event","version":1,"metadata":{"designer":{"position":{"x":60,"y":60},"size":{"width":150,"height":50}},"displayText":"A letter comes"},
          "eventName":{"typeName":"String","expression":{"type":"Literal","value":"letter-day"}}}]}}
        """;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_designer_adds_a_user_task_and_publishes_and_running_cases_keep_their_version()
    {
        RealStudio.Require(house);
        await PublishForm("""{"title":"Complaint","type":"object","properties":{"answer":{"type":"string","title":"Answer"}}}""");
        await StudioCaller.Publish(house, Process, Complaints);
        var before = await Start();
        var (designer, email) = await house.NewPerson(Roles.Designer, Roles.Clerk);
        await house.Send(new SetQueuesOfUser(designer, [Queue]));
        await using var screen = await Screen.Open(house, "en-GB", 1600, signedInAs: email);
        var page = screen.Page;
        var studio = RealStudio.On(page);

        await screen.Go("/processes");
        await page.GetByRole(AriaRole.Link, new() { Name = "Complaints" }).First.ClickAsync();
        await screen.Arrives($"**/processes/{Process}");
        await studio.GetByText("A letter comes").First.WaitForAsync();
        await page.GetByText("Nothing is wrong with it.").WaitForAsync();

        // A user task is dragged in.
        await studio.GetByPlaceholder("Search").FillAsync("User task");
        await studio.GetByText("People", new() { Exact = true }).ClickAsync();
        var userTask = studio.Locator("[draggable=true]").Filter(new() { HasText = "User task" }).First;
        await Saves(page, () => userTask.DragToAsync(studio.Locator(".graph-container"), new() { TargetPosition = new() { X = 420, Y = 60 } }));
        var task = studio.Locator(".x6-node").Filter(new() { HasText = "User task" });
        await task.WaitForAsync();

        // It is told what is wrong.
        await page.Locator(".bof-findings summary").ClickAsync();
        (await page.Locator(".bof-findings").InnerTextAsync()).ShouldContain("queue");
        await screen.Check("designer day wrong");

        // It gets a title, a queue and a form.
        await Saves(page, () => Fill(studio, "Title", "Answer the letter"));
        await Saves(page, () => Choose(studio, "Queue", $"({Queue})"));
        await Saves(page, () => Choose(studio, "Form", Form));
        await screen.Check("designer day filled");

        // It is connected.
        await Saves(page, () => Connect(page, studio, "A letter comes", "User task"));
        await page.GetByText("Nothing is wrong with it.").WaitForAsync();
        await screen.Check("designer day drawn");

        // It is published; cases that run keep what they began with.
        await Saves(page, () => studio.Locator("button.mud-icon-button").Filter(new() { Has = studio.Locator("path[d*='M19.35 10.04']") }).First.ClickAsync());
        (await Versions()).ShouldBe([(2, VersionState.InForce), (1, VersionState.Earlier)]);
        var after = await Start();
        await Tell(before);
        await Tell(after);
        await Eventually.Is("the letter reached both", async () => await Tasks(after) == 1 && (await Case(before)).FinishedAt is not null, cancel: Cancel);
        ((await Case(before)).DefinitionVersion, (await Case(after)).DefinitionVersion, await Tasks(before)).ShouldBe((1, 2, 0));

        // The case shows the same drawing, with what was done and where it waits.
        await screen.Go($"/cases/{after}/diagram");
        foreach (var step in new[] { "A letter comes", "UserTask1" })
            await studio.Locator(".x6-node").Filter(new() { HasText = step }).GetByText("1", new() { Exact = true }).First.WaitForAsync();
        await screen.Check("designer day case");
    }

    Task<ConfigurationItem> PublishForm(string content) => house.Parts.GetRequiredService<Scopes>().Run<Configurations, ConfigurationItem>(
        Caller.System(WebHouse.Acme), items => items.Publish(ConfigurationKinds.Form, "test", Form, Encoding.UTF8.GetBytes(content), ConfigurationSource.Here, null, Cancel), Cancel);

    async Task<Guid> Start() => (await house.Send(new StartWorkflow(new StartInstance(Process, new Dictionary<string, object?>())))).InstanceId;

    Task<Unit> Tell(Guid instance) => house.Send(new TellEvent("letter-day") { InstanceId = instance });

    async Task<IReadOnlyList<(int, VersionState)>> Versions() => [.. (await house.Send(new ListVersions(Process))).Select(version => (version.Number, version.State))];

    Task<WorkflowInstance> Case(Guid id) => Read(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(row => row.Id == id, Cancel));

    Task<int> Tasks(Guid id) => Read(db => db.Set<UserTask>().CountAsync(task => task.InstanceId == id, Cancel));

    Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read) => house.Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, T>(Caller.System(WebHouse.Acme), read, Cancel);

    /// <summary>
    /// Studio saves by itself after a change, and then reads its palette again. Whoever goes on before that may be interrupted, so this waits until
    /// the page says that all is saved and has drawn what came back.
    /// </summary>
    static async Task Saves(IPage page, Func<Task> change)
    {
        await page.RunAndWaitForResponseAsync(change, answer => answer.Url.Contains("/descriptors/activities", StringComparison.Ordinal));
        var frame = page.Frames.Single(frame => frame.Url.Contains("/workflows/definitions/", StringComparison.Ordinal));
        (await frame.EvaluateAsync<bool>("window.bofIsSaved()")).ShouldBeTrue();
        await frame.EvaluateAsync("new Promise(drawn => requestIdleCallback(() => requestIdleCallback(drawn)))");
    }

    static async Task Fill(IFrameLocator studio, string input, string words)
    {
        var field = studio.Locator(".mud-input-control", new() { HasTextRegex = new($"^{input}") }).Locator("input, textarea").First;
        await field.FillAsync(words);
        await field.PressAsync("Tab");
    }

    static async Task Choose(IFrameLocator studio, string input, string choice)
    {
        await studio.Locator(".mud-input-control", new() { HasTextRegex = new($"^{input}") }).First.ClickAsync();
        await studio.Locator(".mud-popover-open .mud-list-item-extended").Filter(new() { HasText = choice }).Last.ClickAsync();
    }

    static async Task Connect(IPage page, IFrameLocator studio, string from, string to)
    {
        var start = await Middle(studio.Locator(".x6-node").Filter(new() { HasText = from }).Locator(".elsa-designer-port-hit-area").Last);
        var end = await Middle(studio.Locator(".x6-node").Filter(new() { HasText = to }).Locator(".elsa-designer-port-hit-area").First);
        await page.Mouse.MoveAsync(start.X, start.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }

    static async Task<(float X, float Y)> Middle(ILocator element)
    {
        var box = (await element.BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }
}
