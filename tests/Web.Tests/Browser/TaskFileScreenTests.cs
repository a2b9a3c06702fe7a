using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class TaskFileScreenTests(WebHouse house)
{
    [Theory]
    [InlineData("es-ES", 1280)]
    [InlineData("en-GB", 360)]
    public async Task A_clerk_attaches_a_file_to_a_task_is_refused_another_and_finds_it_again(string language, int width)
    {
        var (person, email) = await house.NewPerson();
        var instance = await StartCase(person, $"proof{width}");
        await using var screen = await Screen.Open(house, language, width, email);
        var page = screen.Page;
        var task = (await house.Send(new ListTasks(TaskScope.Mine), new Caller(WebHouse.Acme, person, "Prueba") { Roles = new HashSet<string> { Roles.Clerk } })).Lines.Single(line => line.InstanceId == instance);

        await screen.Go($"/tasks/{task.Id}");
        await page.Locator("#f-proof").SetInputFilesAsync(new FilePayload { Name = "page.pdf", MimeType = "application/pdf", Buffer = "<html>"u8.ToArray() });
        await page.Locator("#f-proof-refusal").WaitForAsync();
        await screen.Check("task file refused");
        await page.Locator("#f-proof").SetInputFilesAsync(new FilePayload { Name = "recibo nº 1.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 paid"u8.ToArray() });
        var link = page.Locator("a[download]");
        await link.WaitForAsync();
        (await link.InnerTextAsync()).ShouldBe("recibo nº 1.pdf");
        await screen.Check("task file attached");
        // By key, as whoever works without a pointer does; a pointer may miss a link while the page settles.
        var download = await page.RunAndWaitForDownloadAsync(() => link.PressAsync("Enter"));
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe("%PDF-1.4 paid");
        await page.Locator(".bof-outcomes button").First.ClickAsync();
        await page.Locator(".bof-next").WaitForAsync();

        await screen.Go($"/cases/{instance}");
        await page.Locator("a[download]").WaitForAsync();
        await screen.Check("case with file");
        // The browser says in its console that an answer was a refusal.
        screen.Problems.Where(problem => !problem.Contains("409", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    async Task<Guid> StartCase(Guid person, string process)
    {
        await Publish(ConfigurationKinds.Form, $"billing/{process}", """
            { "title": "Proof", "type": "object", "required": ["proof"], "properties": { "proof": { "type": "string", "format": "file", "title": "Proof", "accept": ["pdf"], "maxMegabytes": 1 } } }
            """);
        await Publish(ConfigurationKinds.Definition, process, $$"""
            {
              "definitionId": "{{process}}", "id": "{{process}}-1", "version": 1, "name": "Proof", "isPublished": true, "isLatest": true,
              "root": { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
                { "id": "ask", "name": "Ask", "type": "BackOffice.UserTask", "version": 1, "title": {{Literal("Attach the proof")}}, "queue": {{Literal("q.billing")}},
                  "person": {{Literal(person.ToString())}}, "form": {{Literal(process)}} } ] }
            }
            """);
        return (await house.Send(new StartWorkflow(new StartInstance(process, new Dictionary<string, object?>())))).InstanceId;
    }

    Task<ConfigurationItem> Publish(string kind, string key, string content) =>
        house.Parts.GetRequiredService<Scopes>().Run<Configurations, ConfigurationItem>(
            Caller.System(WebHouse.Acme),
            configurations => configurations.Publish(kind, "billing", key, Encoding.UTF8.GetBytes(content), ConfigurationSource.Here, null, CancellationToken.None),
            CancellationToken.None);

    static string Literal(string text) => $$"""{ "typeName": "String", "expression": { "type": "Literal", "value": "{{text}}" } }""";
}
