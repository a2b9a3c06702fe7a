using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Studio;

/// <summary>What Elsa's clients call, with Elsa's routes and JSON. When that contract changes, only this room does.</summary>
public static class StudioRoom
{
    /// <summary>The address of all that Elsa's clients call.</summary>
    public const string Path = "/elsa";

    internal const string ApiPath = Path + "/api";

    /// <summary>The version of Elsa Studio that package.json names.</summary>
    public const string Version = "3.8.2";

    /// <summary>The address of Studio's files and pages. It holds their version, so that browsers may keep them for ever.</summary>
    public const string StudioPath = "/studio/" + Version;

    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddSingleton<BookmarkTokens>();
        services.AddScoped<MachineCalls>();
        services.AddScoped<DesignerCalls>();
        services.AddScoped<ExecuteParts>();
        services.AddSingleton(_ => StudioFiles.OfProgram(AppContext.BaseDirectory));
        services.AddSingleton<Palette>();
        services.AddSignalR();
        services.AddSingleton<ObservedCases>();
        services.AddHostedService<InstancePush>();
        return services;
    }

    public static IEndpointRouteBuilder MapStudio(this IEndpointRouteBuilder routes)
    {
        var machines = Described(routes.MapGroup(ApiPath).RequireAuthorization(Policies.ApiProcesses).RequireRateLimiting(RateLimits.Api).UnderLoad(LoadKind.Command).AddEndpointFilter<CallRefusals>());
        TriggerEvent.Map(machines);
        CompleteGivenTask.Map(machines);
        ResumeWait.Map(machines);
        var starts = Described(routes.MapGroup(ApiPath).RequireAuthorization(Policies.StartProcesses).RequireRateLimiting(RateLimits.Studio).UnderLoad(LoadKind.Command).AddEndpointFilter<CallRefusals>().AddEndpointFilter<OwnSiteOnly>());
        ExecuteDefinition.Map(starts);
        DispatchDefinition.Map(starts);
        DesignerRoutes.Map(routes);
        Login.Map(routes.MapGroup(ApiPath)
            .RequireAuthorization(Policies.Public)
            .RequireRateLimiting(RateLimits.SignIn)
            .AddEndpointFilter<StudioRefusals>()
            .WithTags("Sign-in")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests));
        MapDesigner(routes.MapGroup(ApiPath)
            .RequireAuthorization(Policies.Studio)
            .RequireRateLimiting(RateLimits.Studio)
            .AddEndpointFilter<StudioRefusals>()
            .AddEndpointFilter<OwnSiteOnly>()
            .ExcludeFromDescription());
        routes.MapHub<InstanceHub>(Path + "/hubs/workflow-instance", options =>
            {
                options.Transports = HttpTransportType.WebSockets;
                options.CloseOnAuthenticationExpiration = true;
            })
            .RequireAuthorization(Policies.Studio)
            .Add(OwnSiteOnly.Guard);
        return routes;
    }

    static RouteGroupBuilder Described(RouteGroupBuilder calls) => calls
        .WithTags("Processes")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>What the designer calls, for people by their cookie and for programs by a key.</summary>
    static void MapDesigner(RouteGroupBuilder designer)
    {
        ShowFeatures.Map(designer);
        ListDefinitions.Map(designer);
        ShowDefinitions.Map(designer);
        ShowSubgraphs.Map(designer);
        EditDefinitions.Map(designer);
        EditManyDefinitions.Map(designer);
        ExportDefinitions.Map(designer);
        ImportDefinitions.Map(designer);
        ListActivities.Map(designer);
        AskOptions.Map(designer);
        DescriptorLists.Map(designer);
        WriteScriptTypes.Map(designer);
        SearchInstances.Map(designer);
        OpenInstance.Map(designer);
        ShowJournal.Map(designer);
        ShowStepRuns.Map(designer);
        EndInstances.Map(designer);
        ExportInstance.Map(designer);
    }
}
