using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Pages in the states that one seldom sees: nothing there yet, something broken, a choice to make first.</summary>
public sealed class StatesScreenTests(WebHouse house)
{
    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task A_new_company_has_empty_pages_that_say_what_to_do(string language)
    {
        var (_, email) = await NewCompany();
        await using var screen = await Screen.Open(house, language, 1280, email);

        foreach (var (address, name) in new[] { ("/admin/api-keys", "api-keys"), ("/cases", "cases"), ("/start", "start"), ("/inbox?view=all", "inbox") })
        {
            await screen.Go(address);
            await screen.Page.Locator("main .bof-empty").First.WaitForAsync();
            await screen.CheckWideAndNarrow($"{name} nothing yet");
        }

        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task The_system_page_shows_what_was_given_up_and_offers_to_try_it_again(string language)
    {
        var (tenant, email) = await NewCompany();
        await GiveUp(tenant);
        var aside = await PutAside(tenant);
        await using var screen = await Screen.Open(house, language, 1280, email);
        var page = screen.Page;

        await screen.Go("/admin/system");
        await page.GetByText("connection refused").First.WaitForAsync();
        await screen.CheckWideAndNarrow("system dead letters");

        (await page.Locator("main table button[aria-label*=mail]").CountAsync()).ShouldBe(1);
        await page.Locator($"main table button[aria-label*='{CaseKey.Of(aside)}']").PressAsync("Enter");
        await page.GetByText("its state is torn").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task Whoever_works_for_two_companies_chooses_by_keyboard_and_an_error_page_leads_on(string language)
    {
        var (_, email) = await house.NewPerson();
        await house.AddUser(WebHouse.Other, email, "Dos Empresas", [Roles.Clerk]);
        await using var screen = await Screen.Open(house, language);
        var page = screen.Page;

        await screen.Go("/error");
        await screen.CheckWideAndNarrow("error");
        await page.GotoAsync("/sign-in?back=/inbox");
        await page.FillAsync("#email", email);
        await page.FillAsync("#password", WebHouse.Password);
        await page.PressAsync("#password", "Enter");
        await screen.Arrives("**/choose-company**");
        await page.Locator("button[value=other]").WaitForAsync();
        await screen.CheckWideAndNarrow("choose-company");
        await page.Locator("button[value=other]").PressAsync("Enter");
        await screen.Arrives("**/inbox");

        await page.Locator("header", new() { HasTextString = "Otra Empresa" }).First.WaitForAsync();
    }

    async Task<(string Tenant, string Email)> NewCompany()
    {
        var tenant = $"t{Guid.CreateVersion7():N}"[..20];
        var email = $"admin{Guid.CreateVersion7():N}@new.test";
        await house.Send(new FoundCompany(tenant, "Empresa Nueva"), Caller.System(tenant));
        await house.AddUser(tenant, email, "Nuria Nueva", Roles.All);
        return (tenant, email);
    }

    /// <summary>A case that waits, put aside as the product does when one cannot go on.</summary>
    async Task<Guid> PutAside(string tenant)
    {
        var scopes = house.Parts.GetRequiredService<Scopes>();
        var product = Caller.System(tenant);
        await scopes.Run<Configurations, ConfigurationItem>(
            product,
            items => items.Publish(ConfigurationKinds.Definition, "test", "waits", Encoding.UTF8.GetBytes(
                """{"id":"waits-1","definitionId":"waits","version":1,"root":{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"Go"}}}}"""),
                ConfigurationSource.Here, null, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        var id = (await house.Send(new StartWorkflow(new StartInstance("waits", new Dictionary<string, object?>())), product)).InstanceId;
        await scopes.Run<Quarantine, bool>(
            product,
            async quarantine =>
            {
                await quarantine.Put(id, "The case cannot be read: its state is torn.", TestContext.Current.CancellationToken);
                return true;
            },
            TestContext.Current.CancellationToken);
        return id;
    }

    Task<int> GiveUp(string tenant) =>
        house.Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, int>(
            Caller.System(tenant),
            db =>
            {
                db.Add(new OutboxEntry
                {
                    Kind = "mail", EntryKey = "given-up", State = OutboxState.Dead, Attempts = 8, CreatedAt = house.Clock.GetUtcNow().AddHours(-3),
                    LastError = "mail.example.test:25 did not answer: connection refused", DoneAt = house.Clock.GetUtcNow().AddHours(-1)
                });
                return db.SaveChangesAsync(TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);
}
