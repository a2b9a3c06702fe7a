using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Requests from outside that start workflows or wake them. May use Accounts.</summary>
public static class EndpointsArea
{
    /// <summary>The address of all endpoints, and of those of a company.</summary>
    public const string Path = "/workflows";
    public const string CompanyPath = "/companies";

    public static IServiceCollection AddWorkflowEndpoints(this IServiceCollection services)
    {
        services.AddOptions<EndpointSettings>().BindConfiguration(EndpointSettings.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EndpointSettings>, EndpointSettings.Check>();
        services.AddScoped<EndpointVisitors>();
        services.AddScoped<CallWorkflow>();
        services.AddSingleton<OpenLine>();
        return services;
    }

    public static IEndpointRouteBuilder MapWorkflowEndpoints(this IEndpointRouteBuilder routes)
    {
        Map(routes, Path + "/{**path}");
        Map(routes, CompanyPath + "/{company}" + Path + "/{**path}");
        return routes;
    }

    // Who may call is the endpoint's own rule: it stands in the definition and is asked for each request.
    static void Map(IEndpointRouteBuilder routes, string pattern) => routes
        .Map(pattern, Answer)
        .RequireAuthorization(Policies.Public)
        .RequireRateLimiting(RateLimits.Api)
        .UnderLoad(LoadKind.Command)
        .DisableAntiforgery()
        .ExcludeFromDescription();

    static Task Answer(HttpContext context) => context.RequestServices.GetRequiredService<CallWorkflow>().Answer(
        context, context.GetRouteValue("path") as string ?? "", context.GetRouteValue("company") as string);
}
