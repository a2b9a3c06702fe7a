using System.Net.Http.Headers;
using System.Net.Http.Json;
using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>
/// The product as somebody finds it who starts it to look at it: the web host with the demo company, on a SQLite file of its own and a free
/// port. It is always a Tuesday morning in it, so that no office is closed when a test runs at night.
/// </summary>
public class DemoHouse : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("bof-demo-").FullName;
    WebApplication? app;
    string key = "";

    public MovableClock Clock { get; } = new();

    public ImportBrake Imports { get; } = new();

    public Uri Address => new(app!.Urls.First());

    protected virtual IReadOnlyList<string> MoreSettings => [];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        Clock.Advance(NextTuesdayMorning(Clock.GetUtcNow()) - Clock.GetUtcNow());
        app = Build(folder, Clock, MoreSettings, Imports);
        await app.StartAsync();
        key = (await Send(new CreateApiKey("Rapidex", [ApiScopes.Tracking], null))).Secret;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
            await app.DisposeAsync();

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The program that is started to look at it; its database is in the folder.</summary>
    internal static WebApplication Build(string folder, TimeProvider clock, IReadOnlyList<string> moreSettings, ImportBrake? imports = null) => WebHost.Build(
        [
            "--applicationName=BackOfficeFlow.Web",
            $"--contentRoot={Repository.PathTo("src", "BackOfficeFlow.Web")}",
            "--environment=Production",
            "--urls=http://127.0.0.1:0",
            "--Database:Provider=Sqlite",
            $"--ConnectionStrings:Default=Data Source={Path.Combine(folder, "demo.db")}",
            $"--Logs:Folder={folder}",
            "--Demo:Enabled=true",
            "--SignIn:AttemptsPerMinute=10000",
            "--Imports:MaxBytes=1000000",
            .. moreSettings,
        ],
        services =>
        {
            services.AddSingleton(clock);
            if (imports is not null)
                HeldImports.Add(services, imports);
        });

    public IServiceProvider Parts => app!.Services;

    public Task<T> Send<T>(IRequest<T> request) =>
        app!.Services.GetRequiredService<Scopes>().Run<IMediator, T>(Caller.System(DemoCompany.Tenant), mediator => mediator.Send(request, Cancel), Cancel);

    /// <summary>A parcel that is under way, of a customer who reads <paramref name="language"/>.</summary>
    public async Task ShipParcel(string tracking, string customer, string language, string carrier = "rapidex")
    {
        var now = Clock.GetUtcNow();
        await Send(new RegisterParty($"C-{tracking}", PartyKind.Customer, LegalForm.Consumer, customer)
        {
            TaxId = "71234567W", Email = $"{tracking}@cliente.example", Language = language, Phone = "+34600111222",
        });
        await Send(new RegisterOrder($"P-{tracking}", $"C-{tracking}", "web", now.AddDays(-3), [new OrderedItem("LUM-310", "Lámpara de techo Moncayo", 1, 74.50m)]) { DeliveryCharge = 4.95m });
        await Send(new RegisterShipment($"P-{tracking}", carrier, tracking, now.AddDays(-2))
        {
            WeightKg = 1.3m, Recipient = customer, Address = "Calle de la Rosa 12, Zaragoza", Postcode = "50003",
        });
    }

    /// <summary>What a carrier's program does: posts <paramref name="json"/> with the key that it was given, or with another.</summary>
    public async Task<HttpResponseMessage> Post(string json, string? withKey = null, string carrier = "rapidex")
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var content = new StringContent(json, MediaTypeHeaderValue.Parse("application/json"));
        if ((withKey ?? key) is { Length: > 0 } secret)
            http.DefaultRequestHeaders.Add("X-Api-Key", secret);
        return await http.PostAsync(new Uri($"/api/v1/carriers/{carrier}/tracking-events", UriKind.Relative), content, Cancel);
    }

    /// <summary>Posts events, each of which may be refused by itself.</summary>
    public Task<TrackingAnswer> Tell(params object[] events) => TellBy("rapidex", events);

    public async Task<TrackingAnswer> TellBy(string carrier, params object[] events)
    {
        using var answer = await Post(System.Text.Json.JsonSerializer.Serialize(events), carrier: carrier);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<TrackingAnswer>(Cancel))!;
    }

    static DateTimeOffset NextTuesdayMorning(DateTimeOffset now)
    {
        var days = ((int)DayOfWeek.Tuesday - (int)now.DayOfWeek + 7) % 7;
        return new DateTimeOffset(now.UtcDateTime.Date.AddDays(days == 0 ? 7 : days).AddHours(9), TimeSpan.Zero);
    }
}

[CollectionDefinition(nameof(DemoHouse))]
public sealed class DemoHouseTests : ICollectionFixture<DemoHouse>;
