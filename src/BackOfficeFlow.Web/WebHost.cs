using BackOfficeFlow.Data.Providers;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Work.Accounts;
using Hangfire;
using MudBlazor;
using MudBlazor.Services;
using Scalar.AspNetCore;

namespace BackOfficeFlow.Web;

/// <summary>The product as a web server: the house, and what stands between it and the network.</summary>
static class WebHost
{
    /// <summary>Where it answers when nothing is said.</summary>
    const string UsualAddress = "http://localhost:5080";

    /// <param name="args">Settings, as "--key=value".</param>
    /// <param name="replace">What tests put in the place of what is there: a clock.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(UsualAddress);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        _ = builder.Configuration.YesOrNo("Demo:Enabled");
        builder.AddLogs();
        builder.AddTelemetry();
        builder.Services.AddSignIns();
        builder.Services.AddProxies(builder.Configuration);
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddLoad(builder.Configuration);
        builder.Services.AddBackOfficeFlow(builder.Configuration);
        builder.Services.AddSingleton<DemoCompany>();
        builder.Services.AddHostedService<DemoStart>();
        builder.Services.AddNode(builder.Configuration);
        AddWeb(builder.Services);
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        Use(app);
        Map(app);
        return app;
    }

    static void AddWeb(IServiceCollection services)
    {
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        services.AddExceptionHandler<ProblemAnswers>();
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Health.Ready]).AddCheck<StoppingCheck>("stopping", tags: [Health.Ready]);
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddHostedService<LastCommands>();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "bof-form";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    static void Use(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecureHeaders();
        app.UseRequestLog();
        app.UseLanguages();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseWhen(
            context => !ProblemAnswers.IsForMachines(context.Request.Path),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        // The designer reads its palette after every save. Nothing secret stands in it: compressing pages beside what an attacker sends could betray secrets (BREACH).
        app.UseWhen(context => context.Request.Path.StartsWithSegments(StudioRoom.Path + "/api/descriptors"), palette => palette.UseResponseCompression());
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseLoad();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    static void Map(WebApplication app)
    {
        app.MapStaticAssets().RequireAuthorization(Policies.Public);
        app.MapGet("/", () => Results.LocalRedirect("/inbox")).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
        app.MapLanguages();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.Public);
        app.MapScalarApiReference("/scalar", scalar => scalar.WithTitle("BackOfficeFlow").DisableDefaultFonts()).RequireAuthorization(Policies.Public);
        app.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], DashboardTitle = "BackOfficeFlow" }).RequireAuthorization(Policies.Administrator);
        app.MapBackOfficeFlow();
        app.MapRazorComponents<App>()
            .AddAdditionalAssemblies([.. House.PageAssemblies])
            // Ours says more; a header that is there already would be left as it is.
            .AddInteractiveServerRenderMode(blazor => blazor.ContentSecurityFrameAncestorsPolicy = null)
            .Add(CircuitPolicy.Apply);
        app.MapFallback("{*path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).RequireAuthorization(Policies.Public);
    }
}
