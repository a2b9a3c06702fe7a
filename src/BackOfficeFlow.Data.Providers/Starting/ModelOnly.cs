using BackOfficeFlow.Business;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Data.Providers;

/// <summary>All rooms' records on one of the databases, without connecting to it: for making and checking migrations.</summary>
public static class ModelOnly
{
    /// <summary>Dispose it after use; the context is its scoped <see cref="BackOfficeDb"/>.</summary>
    public static ServiceProvider On(string provider)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Database:Provider"] = provider,
                ["ConnectionStrings:Default"] = provider == DatabaseProviders.Sqlite ? "Data Source=model-only.db" : "Server=model-only;Database=model-only"
            })
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddWork();
        services.AddBusiness();
        services.AddRuntime();
        services.AddDatabase(configuration);
        return services.BuildServiceProvider();
    }
}
