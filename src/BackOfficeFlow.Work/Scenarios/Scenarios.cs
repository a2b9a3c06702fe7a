using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Scenarios;

static class ScenariosArea
{
    public static IServiceCollection AddScenarios(this IServiceCollection services)
    {
        services.AddScoped<BusinessJournal>();
        services.AddSingleton<IScenarioVerb, WaitVerb>();
        services.AddSingleton<IScenarioVerb, TaskVerb>();
        services.AddSingleton<IScenarioVerb, StillVerb>();
        return services;
    }
}
