using System.Net;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Messages;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class HookOutboxTests
{
    [Fact]
    public async Task A_call_goes_out_with_its_idempotency_key_and_its_secret()
    {
        using var other = new OtherSystem(_ => HttpStatusCode.OK);
        await using var house = await Open(other);

        await Call(house, new HookOrder(other.Url, "{\"a\":1}") { Secret = "carrier" });

        other.Calls.Single().ShouldBe("POST /orders key=demo:case/step authorization=Bearer s3cr3t body={\"a\":1}");
        (await Entry(house)).State.ShouldBe(OutboxState.Delivered);
        (await Entry(house)).Payload.ShouldNotContain("s3cr3t");
    }

    [Fact]
    public async Task A_system_that_is_down_gets_the_same_call_again()
    {
        var answers = new Queue<HttpStatusCode>([HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.Accepted]);
        using var other = new OtherSystem(_ => answers.Dequeue());
        await using var house = await Open(other);

        await Call(house, new HookOrder(other.Url, "{}"));
        await house.Advance(TimeSpan.FromHours(1));

        other.Calls.Count.ShouldBe(3);
        other.Calls.Distinct().Count().ShouldBe(1);
        (await Entry(house)).State.ShouldBe(OutboxState.Delivered);
    }

    [Fact]
    public async Task A_refusal_is_a_dead_letter_with_the_other_systems_words()
    {
        using var other = new OtherSystem(_ => HttpStatusCode.BadRequest);
        await using var house = await Open(other);

        await Call(house, new HookOrder(other.Url, "{}"));
        await house.Advance(TimeSpan.FromHours(5));

        other.Calls.Count.ShouldBe(1);
        (await Entry(house)).State.ShouldBe(OutboxState.Dead);
        (await Entry(house)).LastError!.ShouldContain("said 400");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var other = new OtherSystem(_ => HttpStatusCode.Redirect);
        await using var house = await Open(other);

        await Call(house, new HookOrder(other.Url, "{}"));

        other.Calls.Count.ShouldBe(1);
        (await Entry(house)).State.ShouldBe(OutboxState.Dead);
    }

    [Fact]
    public async Task A_name_that_leads_behind_the_wall_is_not_called()
    {
        using var other = new OtherSystem(_ => HttpStatusCode.OK);
        await using var house = await Open(other, allowPrivate: false);

        await Call(house, new HookOrder(other.Url, "{}"));

        other.Calls.ShouldBeEmpty();
        (await Entry(house)).State.ShouldBe(OutboxState.Dead);
    }

    [Fact]
    public async Task A_host_that_nobody_named_and_a_secret_that_is_missing_are_told_at_once()
    {
        using var other = new OtherSystem(_ => HttpStatusCode.OK);
        await using var house = await Open(other);

        await Call(house, new HookOrder("https://elsewhere.example/", "{}"));
        var unknownHost = await Entry(house);
        await Call(house, new HookOrder(other.Url, "{}") { Secret = "nobody" }, "2");

        (await house.Read(db => db.Set<OutboxEntry>().AsNoTracking().OrderBy(row => row.Sequence).LastAsync(TestContext.Current.CancellationToken))).LastError!.ShouldContain("Hooks:SigningKeys:nobody");
        unknownHost.LastError!.ShouldContain("elsewhere.example");
        other.Calls.ShouldBeEmpty();
    }

    static Task<bool> Call(TestHouse house, HookOrder order, string key = "case/step") => Settled(house, house.In<Outbox, bool>(outbox =>
    {
        outbox.Add(HookOrder.OutboxKind, key, order);
        return Task.FromResult(true);
    }));

    static async Task<bool> Settled(TestHouse house, Task<bool> work)
    {
        var done = await work;
        await house.Settle();
        return done;
    }

    static Task<OutboxEntry> Entry(TestHouse house) => house.Read(db => db.Set<OutboxEntry>().AsNoTracking().OrderBy(row => row.Sequence).FirstAsync(TestContext.Current.CancellationToken));

    static Task<TestHouse> Open(OtherSystem other, bool allowPrivate = true) => TestHouse.OnSqlite(settings: new Dictionary<string, string?>
    {
        ["Hooks:AllowedHosts:0"] = new Uri(other.Url).Host,
        ["Hooks:AllowHttp"] = "true",
        ["Hooks:AllowPrivate"] = allowPrivate ? "true" : "false",
        ["Hooks:Secrets:carrier"] = "Bearer s3cr3t"
    });

    /// <summary>Another system, on loopback, that notes how it was called.</summary>
    sealed class OtherSystem : IDisposable
    {
        readonly HttpListener listener = new();

        public OtherSystem(Func<int, HttpStatusCode> answer)
        {
            Url = $"http://localhost:{FreePort.Find(1)[0]}/orders";
            listener.Prefixes.Add(Url[..^"orders".Length]);
            listener.Start();
            _ = Serve(answer);
        }

        public string Url { get; }
        public List<string> Calls { get; } = [];

        async Task Serve(Func<int, HttpStatusCode> answer)
        {
            try
            {
                while (true)
                {
                    var call = await listener.GetContextAsync();
                    var body = await new StreamReader(call.Request.InputStream).ReadToEndAsync();
                    var headers = call.Request.Headers;
                    Calls.Add($"{call.Request.HttpMethod} {call.Request.Url!.AbsolutePath} key={headers["Idempotency-Key"]} authorization={headers["Authorization"]} body={body}");
                    var status = (int)answer(Calls.Count);
                    call.Response.StatusCode = status;
                    call.Response.Headers["Location"] = "http://localhost/elsewhere";
                    await call.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"said {status}"));
                    call.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
            }
        }

        public void Dispose() => listener.Close();
    }
}
