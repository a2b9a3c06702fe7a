using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The product as it is after its very first start without demo data: a schema, and nobody in it.</summary>
public sealed class EmptyHouse : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("bof-empty-").FullName;
    WebApplication? app;

    public MovableClock Clock { get; } = new();

    public Uri Address => new(app!.Urls.First());

    public IServiceProvider Parts => app!.Services;

    public static async Task<EmptyHouse> Open(Action<IServiceCollection>? change = null, params IReadOnlyList<string> settings)
    {
        var house = new EmptyHouse();
        house.app = WebHost.Build(
            [
                "--applicationName=BackOfficeFlow.Web",
                $"--contentRoot={Repository.PathTo("src", "BackOfficeFlow.Web")}",
                "--environment=Production",
                "--urls=http://127.0.0.1:0",
                "--Database:Provider=Sqlite",
                $"--ConnectionStrings:Default=Data Source={Path.Combine(house.folder, "empty.db")}",
                $"--Logs:Folder={house.folder}",
                "--Demo:Enabled=false",
                .. settings,
            ],
            services =>
            {
                services.AddSingleton<TimeProvider>(house.Clock);
                change?.Invoke(services);
            });
        await house.app.StartAsync(TestContext.Current.CancellationToken);
        return house;
    }

    /// <summary>What each start prints: the token for the first administrator.</summary>
    public async Task<string> Invite() => (await Send(new InviteFirstAdministrator()))!;

    public Task<T> Send<T>(IRequest<T> request) => Parts.GetRequiredService<Scopes>().Run<IMediator, T>(
        Caller.System(BecomeFirstAdministrator.TenantId), mediator => mediator.Send(request, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    public Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read) =>
        Parts.GetRequiredService<Scopes>().Run(Caller.System(BecomeFirstAdministrator.TenantId), read, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
