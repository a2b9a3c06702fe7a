using BackOfficeFlow.Work.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Cases;

/// <summary>What this area brings. It may use Tasks and Messages.</summary>
public static class CasesArea
{
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.AddScoped<ProcessNames>();
        services.AddScoped<CaseStory>();
        services.AddScoped<CaseRuns>();
        services.AddSingleton<CaseWatch>();
        return services;
    }
}
