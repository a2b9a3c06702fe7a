using System.Net;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Cases;
using BackOfficeFlow.Work.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>
/// A whole case with a carrier that takes instructions by its hook: a real call to a real listener, and an acknowledgement that comes back as a
/// tracking event with an API key.
/// </summary>
public sealed class CarrierHookTests : IClassFixture<CarrierHookTests.House>
{
    const string SigningKey = "a long random text";
    readonly House house;

    public CarrierHookTests(House house) => this.house = house;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_carrier_is_told_by_its_hook_and_its_acknowledgement_lets_the_case_go_on()
    {
        await house.Publish("hookex", house.Carrier.Url, "hookex");
        var caseId = await house.OpenCase("HX1", "hookex");

        await house.Answer(caseId, CustomerWish.Redeliver);
        var first = await Eventually.Find("the first call", () => Task.FromResult(house.Carrier.Calls.FirstOrDefault()), cancel: Cancel);

        // The carrier was down: the same call comes once more, with the same key.
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = await Eventually.Find("the call that is made again", () => Task.FromResult(house.Carrier.Calls.Skip(1).FirstOrDefault()), cancel: Cancel);
        second.IdempotencyKey.ShouldBe(first.IdempotencyKey);
        second.Body.ShouldBe(first.Body);
        second.Authorization.ShouldBe("Bearer s3cr3t");
        second.IsSignedWith(SigningKey).ShouldBeTrue();
        second.IsSignedWith("another long random text").ShouldBeFalse();
        using var body = JsonDocument.Parse(second.Body);
        body.RootElement.GetProperty("trackingNumber").GetString().ShouldBe("HX1");
        body.RootElement.GetProperty("instruction").GetString().ShouldBe("redeliver");

        await house.TellBy("hookex", new { eventId = "hx1-ack", trackingNumber = "HX1", code = "ACK", at = house.Clock.GetUtcNow() });
        await Eventually.Is("the case waits for the parcel", async () => (await house.Show(caseId)).Waits.Any(wait => wait.Step is "La entrega" or "The delivery"), cancel: Cancel);

        await house.TellBy("hookex", new { eventId = "hx1-ent", trackingNumber = "HX1", code = "ENT", at = house.Clock.GetUtcNow() });
        await Eventually.Is("the case is closed", async () => (await house.Show(caseId)).FinishedAt is not null, cancel: Cancel);
        house.Carrier.Calls.Count.ShouldBe(2);
        (await house.Read(db => db.Set<OutboxEntry>().Where(entry => entry.InstanceId == caseId).Select(entry => entry.Payload).ToListAsync(Cancel)))
            .ShouldAllBe(payload => payload == null || (!payload.Contains("s3cr3t") && !payload.Contains(SigningKey)));
    }

    [Theory]
    [InlineData("HX2", "nosecret", null, "unset", "Hooks:Secrets:unset")]
    [InlineData("HX3", "nohost", "https://elsewhere.example/orders", null, "Hooks:AllowedHosts")]
    public async Task What_the_settings_lack_is_an_incident_on_the_case_that_says_what_to_add(string tracking, string carrier, string? url, string? secret, string remedy)
    {
        await house.Publish(carrier, url ?? house.Carrier.Url, secret);
        var caseId = await house.OpenCase(tracking, carrier);

        await house.Answer(caseId, CustomerWish.Redeliver);
        var incident = await Eventually.Find("the incident", async () => (await house.Show(caseId)).Incidents is [var first, ..] ? first : null, cancel: Cancel);

        incident.Message.ShouldContain(remedy);
    }

    public sealed class House : DemoHouse
    {
        internal Hook Carrier { get; } = new();

        protected override IReadOnlyList<string> MoreSettings =>
        [
            "--Hooks:AllowedHosts:0=localhost", "--Hooks:AllowHttp=true", "--Hooks:AllowPrivate=true",
            "--Hooks:Secrets:hookex=Bearer s3cr3t", $"--Hooks:SigningKeys:hookex={SigningKey}"
        ];

        public override async ValueTask DisposeAsync()
        {
            Carrier.Dispose();
            await base.DisposeAsync();
        }

        internal Task<CaseView> Show(Guid caseId) => Send(new ShowCase(caseId));

        internal Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read) => Parts.GetRequiredService<Scopes>().Run(Caller.System(DemoCompany.Tenant), read, Cancel);

        internal Task Publish(string carrier, string url, string? secret)
        {
            var profile = JsonSerializer.SerializeToUtf8Bytes(new
            {
                carrier, name = carrier,
                services = new { standard = "2 BD" },
                instructions = new { by = "http", to = url, secret },
                codes = new Dictionary<string, object>
                {
                    ["AUS"] = new { status = "ATTEMPT_FAIL", incident = "ABSENT" }, ["ACK"] = new { status = "ACKNOWLEDGED" }, ["ENT"] = new { status = "DELIVERED" }
                }
            });
            return Parts.GetRequiredService<Scopes>().Run<Configurations, ConfigurationItem>(
                Caller.System(DemoCompany.Tenant), items => items.Publish("carrier", "shared", carrier, profile, ConfigurationSource.Here, null, Cancel), Cancel);
        }

        /// <summary>The carrier reports that nobody was there; the case that this begins.</summary>
        internal async Task<Guid> OpenCase(string tracking, string carrier)
        {
            await ShipParcel(tracking, "Elsa Mora Gil", "es", carrier);
            await TellBy(carrier, new { eventId = $"{tracking}-aus", trackingNumber = tracking, code = "AUS", at = Clock.GetUtcNow() });
            var question = await Eventually.Find("the question to the customer", async () => await Read(db =>
                (from answer in db.Set<CustomerAnswer>()
                 join incident in db.Set<DeliveryIncident>() on answer.IncidentId equals incident.Id
                 join shipment in db.Set<Shipment>() on incident.ShipmentId equals shipment.Id
                 where shipment.TrackingNumber == tracking
                 select incident).FirstOrDefaultAsync(Cancel)), cancel: Cancel);
            return question.InstanceId;
        }

        internal async Task Answer(Guid caseId, CustomerWish wish)
        {
            var question = await Read(db =>
                (from answer in db.Set<CustomerAnswer>()
                 join incident in db.Set<DeliveryIncident>() on answer.IncidentId equals incident.Id
                 where incident.InstanceId == caseId
                 select answer.Id).FirstAsync(Cancel));
            await Send(new GiveAnswer(question, wish));
        }
    }

    /// <summary>A carrier's own system, on loopback: it is down at the first call and takes the second.</summary>
    internal sealed class Hook : IDisposable
    {
        readonly HttpListener listener = new();

        public Hook()
        {
            var root = $"http://localhost:{FreePort.Find(1)[0]}/";
            Url = root + "instructions";
            listener.Prefixes.Add(root);
            listener.Start();
            _ = Serve();
        }

        public string Url { get; }

        public List<HookCall> Calls { get; } = [];

        async Task Serve()
        {
            try
            {
                while (true)
                {
                    var call = await listener.GetContextAsync();
                    var body = await new StreamReader(call.Request.InputStream).ReadToEndAsync();
                    var headers = call.Request.Headers;
                    Calls.Add(new HookCall(body, headers["Idempotency-Key"], headers["Authorization"], headers[HookSignature.Header]));
                    call.Response.StatusCode = Calls.Count == 1 ? 503 : 202;
                    call.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
            }
        }

        public void Dispose() => listener.Close();
    }

    /// <param name="Body">As it came.</param>
    /// <param name="IdempotencyKey">By which a repetition is noticed.</param>
    /// <param name="Authorization">Who calls.</param>
    /// <param name="Signature">That nobody changed it.</param>
    internal sealed record HookCall(string Body, string? IdempotencyKey, string? Authorization, string? Signature)
    {
        /// <summary>As a carrier's program checks it, without our code.</summary>
        public bool IsSignedWith(string key)
        {
            var parts = Signature!.Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
            var expected = System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{parts["t"]}.{Body}"));
            return Convert.ToHexStringLower(expected) == parts["v1"];
        }
    }
}
