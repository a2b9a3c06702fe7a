using System.Net;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

[assembly: AssemblyFixture(typeof(BackOfficeFlow.Web.Tests.WebHouse))]

namespace BackOfficeFlow.Web.Tests;

/// <summary>
/// The web host as it is, on a SQLite file of its own and a free port, with two companies: "acme" with an administrator and a clerk, and
/// "other". Tests add what they change to people of their own, so that they can run side by side.
/// </summary>
public class WebHouse : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Acme = "acme";
    public const string Other = "other";
    public const string Administrator = "admin@acme.test";
    public const string Clerk = "clerk@acme.test";

    readonly string folder = Directory.CreateTempSubdirectory("bof-web-").FullName;
    WebApplication? app;

    protected virtual IReadOnlyList<string> MoreSettings => [];

    public MovableClock Clock { get; } = new();

    public IServiceProvider Parts => app!.Services;

    public Uri Address => new(app!.Urls.First());

    public async ValueTask InitializeAsync()
    {
        app = WebHost.Build(
            [
                "--applicationName=BackOfficeFlow.Web",
                $"--contentRoot={Repository.PathTo("src", "BackOfficeFlow.Web")}",
                "--environment=Production",
                "--urls=http://127.0.0.1:0",
                "--Database:Provider=Sqlite",
                $"--ConnectionStrings:Default=Data Source={Path.Combine(folder, "web.db")}",
                $"--Logs:Folder={folder}",
                "--Demo:Enabled=false",
                "--SignIn:AttemptsPerMinute=10000",
                .. MoreSettings,
            ],
            services => services.AddSingleton<TimeProvider>(Clock));
        await app.Services.GetRequiredService<IDatabaseSchema>().Migrate(CancellationToken.None);
        await Found(Acme, "Acme Logística");
        await Found(Other, "Otra Empresa");
        await AddUser(Acme, Administrator, "Ana Administradora", Roles.All);
        await AddUser(Acme, Clerk, "Carlos Gestor", [Roles.Clerk]);
        await app.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
            await app.DisposeAsync();

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public Task<T> Send<T>(IRequest<T> request, Caller caller) =>
        Parts.GetRequiredService<Scopes>().Run<IMediator, T>(caller, mediator => mediator.Send(request, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    /// <summary>Sends as the product itself at work for Acme.</summary>
    public Task<T> Send<T>(IRequest<T> request) => Send(request, Caller.System(Acme));

    public Task<Guid> AddUser(string tenant, string email, string name, IReadOnlyList<string> roles) =>
        Send(new AddUser(email, name, Password, roles), Caller.System(tenant));

    /// <summary>A person of this test's own.</summary>
    public async Task<(Guid Id, string Email)> NewPerson(params string[] roles)
    {
        var email = $"p{Guid.CreateVersion7():N}@acme.test";
        return (await AddUser(Acme, email, NameOf(email), roles.Length == 0 ? [Roles.Clerk] : roles), email);
    }

    public static string NameOf(string email) => "Prueba " + email[^14..^10];

    /// <summary>A browser without scripts: keeps cookies, follows no redirect by itself.</summary>
    public PlainBrowser NewBrowser() => new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
    });

    async Task Found(string tenant, string name)
    {
        await Send(new FoundCompany(tenant, name), Caller.System(tenant));
        await Send(new OpenKnownQueues(), Caller.System(tenant));
    }
}
