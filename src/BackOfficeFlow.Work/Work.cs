using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Configured;
using BackOfficeFlow.Work.Cases;
using BackOfficeFlow.Work.Choices;
using BackOfficeFlow.Work.Endpoints;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;
using BackOfficeFlow.Work.Messages;
using BackOfficeFlow.Work.Processes;
using BackOfficeFlow.Work.Tables;
using BackOfficeFlow.Work.Tasks;
using BackOfficeFlow.Work.Scenarios;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work;

/// <summary>People's work, whatever the business. One line per area.</summary>
public static class WorkRoom
{
    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        services.AddSingleton(new RecordAssembly(typeof(WorkRoom).Assembly));
        services.AddAccounts();
        services.AddScoped<NamedItems>();
        services.AddTables();
        services.AddCalendars();
        services.AddTasks();
        services.AddCases();
        services.AddFiles();
        services.AddImports();
        services.AddMessages();
        services.AddScenarios();
        services.AddChoices();
        services.AddWorkflowEndpoints();
        return services;
    }

    public static IEndpointRouteBuilder MapWork(this IEndpointRouteBuilder routes)
    {
        routes.MapFiles();
        routes.MapTasks();
        routes.MapImports();
        routes.MapPackages();
        routes.MapMessages();
        routes.MapWorkflowEndpoints();
        return routes;
    }
}
