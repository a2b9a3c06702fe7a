using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>What this area brings: calendars and all reckoning in business time. It may use Configured.</summary>
public static class CalendarsArea
{
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services.AddScoped<PublishedCalendars>();
}
