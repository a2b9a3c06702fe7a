using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Accounts;

namespace BackOfficeFlow.Web;

/// <summary>
/// Other systems' work on this node: more than it can take is refused before it slows everybody down, and none is begun once the node stops.
/// Pages of people are not counted.
/// </summary>
sealed class Load(LoadSettings settings, IHostApplicationLifetime life)
{
    const int BusySeconds = 2;
    const int StoppingSeconds = 5;

    readonly KnownKeys keys = new();

    public Gate Commands { get; } = new(settings.Open, settings.AtOnce, settings.TenantPercent);
    public Gate Uploads { get; } = new(settings.Uploads, settings.Uploads, settings.TenantPercent);

    public async Task Take(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<MachineLoad>() is not { } load)
        {
            await next(context);
            return;
        }

        if (life.ApplicationStopping.IsCancellationRequested)
        {
            // Whoever asks again is to open a new line, which leads to another node.
            context.Response.Headers.Connection = "close";
            await Refusal.Stopping(StoppingSeconds).Write(context);
            return;
        }

        using var turn = await (load.Kind == LoadKind.Upload ? Uploads : Commands).Enter(await TenantOf(context), context.RequestAborted);
        if (turn is null)
        {
            await Refusal.Busy(BusySeconds).Write(context);
            return;
        }

        context.Features.Set<IMachineTurn>(turn);
        await next(context);
    }

    async Task<string> TenantOf(HttpContext context) =>
        await keys.TenantOf(context)
        ?? context.User.TenantId()
        ?? context.GetRouteValue("company") as string
        ?? "";
}

static class Loads
{
    public static IServiceCollection AddLoad(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(parts => LoadSettings.Read(configuration, Environment.ProcessorCount, parts.GetRequiredService<Dialect>().Writers));
        services.AddSingleton<Load>();
        return services;
    }

    public static void UseLoad(this IApplicationBuilder app)
    {
        // Made here, so that a wrong setting stops the start.
        var load = app.ApplicationServices.GetRequiredService<Load>();
        app.Use(next => context => load.Take(context, next));
    }
}
