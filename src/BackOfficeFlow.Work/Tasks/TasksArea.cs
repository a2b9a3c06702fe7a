using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What this area brings. It may use Queues, Forms, Files, Calendars and Accounts.</summary>
public static class TasksArea
{
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.AddScoped<TaskDesk>();
        services.AddScoped<TaskOffice>();
        services.AddScoped<TaskForms>();
        services.AddScoped<TaskFiles>();
        services.AddScoped<TaskTexts>();
        services.AddScoped<FormTexts>();
        services.AddScoped<NextStep>();
        services.AddScoped<Colleagues>();
        return services;
    }

    public static void MapTasks(this IEndpointRouteBuilder routes) => TaskUpload.Map(routes);
}
