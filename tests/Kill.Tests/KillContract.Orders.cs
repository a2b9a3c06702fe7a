using System.Net.Http.Json;
using System.Text.Json;
using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using MediatR;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>
/// The shipped process for orders that were not delivered: a carrier's event comes in over HTTP with a key, and the program dies while the case
/// that it opens goes on. Afterwards there is one case with its task and its clocks, and the customer has one mail.
/// </summary>
public abstract partial class KillContract
{
    const string Tracking = "RX900001";

    [Theory]
    [InlineData("in-burst", 1)]
    [InlineData("after-outbox-before-send", 1)]
    // Long silent: its timer is due when the program starts.
    [InlineData("in-claim", 20)]
    public async Task A_parcel_that_is_lost_becomes_one_case_with_one_mail_whenever_the_program_dies(string crashPoint, int daysUnderWay)
    {
        var address = $"customer.{crashPoint}.{Provider}@{MailServer.Domain}".ToLowerInvariant();
        await Migrate();
        var key = await ShipParcel(address, daysUnderWay);

        await using (var doomed = await WebProcess.Start(Settings(crashPoint)))
        {
            // Whether the answer comes depends on where the program dies: the carrier asks again.
            var posted = Post(doomed, key);
            await doomed.Reaches(crashPoint);
            await doomed.Kill();
            await posted.ContinueWith(answer => _ = answer.Exception, TaskScheduler.Default);
        }

        await using var again = await WebProcess.Start(Settings());
        using var accepted = await Post(again, key);
        accepted.EnsureSuccessStatusCode();

        await Sees(again, "somebody has the case", "select count(*) > 0 from user_task where state = 'Offered'", Yes);
        await Sees(again, "nothing is held by the dead", "select count(*) from outbox_entry where lease_id is not null", "0");
        (await server.InboxOf(1, address, cancel: TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        (await Scalar("select count(*) from workflow_instance where definition_id = 'non-delivered-order'")).ShouldBe("1");
        (await Scalar("select count(*) from delivery_incident")).ShouldBe("1");
        (await Scalar("select count(*) from armed_timer where visible_at is null")).ShouldBe("0");
        (await Scalar("select count(*) > 0 from armed_timer where instance_id is not null")).ShouldBe(Yes);
    }

    /// <summary>How the database says it.</summary>
    string Yes => Provider == "Sqlite" ? "1" : "True";

    async Task<string> ShipParcel(string address, int daysUnderWay)
    {
        await using var house = await TestHouse.On(Provider, ConnectionString, database: null);
        house.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await Send(house, new FoundCompany(TestHouse.Tenant, "Luminara"));
        await Send(house, new OpenKnownQueues());
        await house.Import(Repository.PathTo("workflows"));
        await Send(house, new RegisterParty("C-1", PartyKind.Customer, LegalForm.Consumer, "Carmen Lara") { TaxId = "71234567W", Email = address, Language = "es" });
        await Send(house, new RegisterOrder("P-1", "C-1", "web", house.Now.AddDays(-daysUnderWay - 1), [new OrderedItem("LUM-310", "Lámpara", 1, 74.50m)]));
        await Send(house, new RegisterShipment("P-1", "rapidex", Tracking, house.Now.AddDays(-daysUnderWay))
        {
            WeightKg = 1.3m, Recipient = "Carmen Lara", Address = "Calle de la Rosa 12, Zaragoza", Postcode = "50003"
        });
        return (await Send(house, new CreateApiKey("Rapidex", [ApiScopes.Tracking], null))).Secret;
    }

    static Task<T> Send<T>(TestHouse house, IRequest<T> request) => house.SendOnly(request, Caller.System(TestHouse.Tenant));

    static async Task<HttpResponseMessage> Post(WebProcess web, string key)
    {
        using var client = web.NewClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        var lost = new { eventId = "k-1", trackingNumber = Tracking, code = "EXT", at = TimeProvider.System.GetUtcNow().AddHours(-1) };
        using var content = JsonContent.Create(new[] { lost }, options: new JsonSerializerOptions(JsonSerializerDefaults.Web));
        return await client.PostAsync(new Uri("/api/v1/carriers/rapidex/tracking-events", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}
