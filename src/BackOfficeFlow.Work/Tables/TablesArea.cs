using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Tables;

/// <summary>What this area brings: decision tables and the step that asks them. It may use Configured.</summary>
public static class TablesArea
{
    public static IServiceCollection AddTables(this IServiceCollection services) => services.AddScoped<PublishedTables>();
}
