using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Whoever reads the log of the first start founds the company: all of it, or nothing.</summary>
public sealed class FirstVisitTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("es-ES", 1280)]
    [InlineData("en-GB", 360)]
    public async Task A_browser_becomes_the_administrator_by_the_token_and_by_nothing_else(string language, int width)
    {
        await using var house = await EmptyHouse.Open();
        var old = await house.Invite();
        house.Clock.Advance(TimeSpan.FromDays(8));
        var token = await house.Invite();
        await using var screen = await Screen.Open(house.Address, language, width);

        foreach (var wrong in new[] { "guess", old })
        {
            await screen.Go($"/first-visit?t={wrong}");
            await Fill(screen);
            await screen.Page.Locator("[role=alert]").WaitForAsync();
            await screen.Check("first visit refused");
            (await Stored(house)).ShouldBe((0, 0, 0, 0));
        }

        await screen.Go($"/first-visit?t={token}");
        await Fill(screen);
        await screen.Arrives("**/admin/users");
        await screen.Page.Locator("text=ada@empresa.example >> visible=true").First.WaitForAsync();

        var stored = await Stored(house);
        (stored.Companies, stored.Users, stored.Queues).ShouldBe((1, 1, KnownQueues.All.Count));
        stored.Configured.ShouldBeGreaterThan(10);

        await using var late = await Screen.Open(house.Address, language, width);
        await late.Go($"/first-visit?t={token}");
        await Fill(late);
        await late.Page.Locator("[role=alert]").WaitForAsync();
        (await Stored(house)).ShouldBe(stored);
    }

    [Fact]
    public async Task A_first_visit_that_breaks_off_leaves_nothing_and_the_token_still_works()
    {
        var breaking = new Breaking();
        await using var house = await EmptyHouse.Open(services => services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigurationKind>(breaking)));
        var token = await house.Invite();
        var visit = new BecomeFirstAdministrator(token, "Empresa", "Ada", "ada@empresa.example", WebHouse.Password, "es");

        breaking.IsOn = true;
        await Should.ThrowAsync<IOException>(() => house.Send(visit));
        breaking.WasAsked.ShouldBeTrue();
        (await Stored(house)).ShouldBe((0, 0, 0, 0));

        breaking.IsOn = false;
        await house.Send(visit);
        (await Stored(house)).Users.ShouldBe(1);
    }

    static async Task Fill(Screen screen)
    {
        await screen.Page.FillAsync("#Company", "Empresa de Ada");
        await screen.Page.FillAsync("#Name", "Ada Fundadora");
        await screen.Page.FillAsync("#Email", "ada@empresa.example");
        await screen.Page.FillAsync("#Password", WebHouse.Password);
        await screen.Page.ClickAsync("button[type=submit]");
    }

    static async Task<(int Companies, int Users, int Queues, int Configured)> Stored(EmptyHouse house) => (
        await house.Read(db => db.Set<Tenant>().CountAsync(Cancel)),
        await house.Read(db => db.Set<User>().CountAsync(Cancel)),
        await house.Read(db => db.Set<Queue>().CountAsync(Cancel)),
        await house.Read(db => db.Set<ConfigurationItem>().CountAsync(Cancel)));

    /// <summary>A kind of file whose reading fails in the middle of the visit, after the administrator was added.</summary>
    sealed class Breaking : IConfigurationKind
    {
        public bool IsOn { get; set; }
        public bool WasAsked { get; private set; }

        public string Kind => "breaking";
        public string Folder => "";

        public bool Takes(string fileName)
        {
            WasAsked = true;
            return IsOn ? throw new IOException("The disk is gone.") : false;
        }

        public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content) => [];
    }
}
