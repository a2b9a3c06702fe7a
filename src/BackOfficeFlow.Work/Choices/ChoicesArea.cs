using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Choices;

/// <summary>Lists of choices for inputs of steps.</summary>
public static class ChoicesArea
{
    public static IServiceCollection AddChoices(this IServiceCollection services)
    {
        services.AddScoped<IOptionSource, FormOptions>();
        services.AddScoped<IOptionSource, TableOptions>();
        services.AddScoped<IOptionSource, TemplateOptions>();
        services.AddScoped<IOptionSource, QueueOptions>();
        services.AddScoped<IOptionSource, RoleOptions>();
        services.AddScoped<IOptionSource, PeopleOptions>();
        return services;
    }
}
