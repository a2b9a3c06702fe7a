using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Cases;
using BackOfficeFlow.Work.Tables;
using BackOfficeFlow.Work.Tasks;
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
        services.AddTables();
        services.AddCalendars();
        services.AddTasks();
        services.AddCases();
        return services;
    }

    public static IEndpointRouteBuilder MapWork(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
