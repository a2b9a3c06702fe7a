using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>What is said to people outside: templates, mail, proof; and calls to other systems. May use Files.</summary>
public static class MessagesArea
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<MailSettings>().BindConfiguration(MailSettings.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailSettings>, MailSettings.Check>();
        services.AddOptions<QuietTime>().BindConfiguration(QuietTime.Section).ValidateOnStart();
        services.AddScoped<Templates>();
        services.AddScoped<Contacts>();
        services.AddSingleton<Smtp>();
        return services;
    }

    public static void MapMessages(this IEndpointRouteBuilder routes) => MessageEndpoints.Map(routes);
}
