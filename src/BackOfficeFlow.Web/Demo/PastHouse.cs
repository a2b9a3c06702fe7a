using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Scenarios;
using Microsoft.AspNetCore.DataProtection;

namespace BackOfficeFlow.Web;

/// <summary>
/// The application a second time on the same database, without a server and with a clock that is moved by hand: for what has happened before
/// the program was started. Mail of the past is kept, never sent.
/// </summary>
static class PastHouse
{
    public static ServiceProvider Beside(IServiceProvider house, VirtualClock clock)
    {
        var configuration = new ConfigurationBuilder()
            .AddConfiguration(house.GetRequiredService<IConfiguration>())
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Mail:Mode"] = "Store" })
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(house.GetRequiredService<ILoggerFactory>());
        services.AddSingleton<TimeProvider>(clock);
        services.AddBackOfficeFlow(configuration);

        // One node and one gate to the database; links that were sent in the past open today.
        services.AddSingleton(house.GetRequiredService<ThisNode>());
        services.AddSingleton(house.GetRequiredService<Dialect>());
        services.AddSingleton(house.GetRequiredService<IDataProtectionProvider>());
        services.AddSingleton<IHostEnvironment>(house.GetRequiredService<IHostEnvironment>());
        services.AddSingleton<DatabaseStart>();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}
