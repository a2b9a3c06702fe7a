using System.Reflection;
using BackOfficeFlow.Business;
using BackOfficeFlow.Data.Providers;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Work;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOfficeFlow.Web;

/// <summary>Puts the rooms together. The web host, the tests and the commands all use this one list.</summary>
public static class House
{
    /// <summary>The assemblies that bring pages of their own.</summary>
    public static IReadOnlyList<Assembly> PageAssemblies { get; } = [typeof(WorkRoom).Assembly, typeof(BusinessRoom).Assembly, typeof(StudioRoom).Assembly];

    public static IServiceCollection AddBackOfficeFlow(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddTestHooks(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddWork();
        services.AddBusiness();
        services.AddStudio();
        services.AddRuntime();
        services.AddDatabase(configuration);
        return services;
    }

    public static IEndpointRouteBuilder MapBackOfficeFlow(this IEndpointRouteBuilder routes)
    {
        routes.MapWork();
        routes.MapBusiness();
        routes.MapStudio();
        return routes;
    }
}
