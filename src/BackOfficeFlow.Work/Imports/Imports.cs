using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Brings rows from CSV files, whatever they are: an area registers an <see cref="IImportRow"/> for each kind. May use Files.</summary>
public static class ImportsArea
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddOptions<ImportSettings>().BindConfiguration(ImportSettings.Section)
            .Validate(settings => settings.MaxBytes > 0, "Imports:MaxBytes must be greater than 0: it is the size in bytes of the largest file that may be imported.")
            .Validate(settings => settings.RowsPerBatch is > 0 and <= 10_000, "Imports:RowsPerBatch must be between 1 and 10000: it is the number of rows that are committed together.")
            .ValidateOnStart();
        services.AddScoped<ImportKinds>();
        services.AddScoped<RowApplier>();
        return services;
    }

    public static void MapImports(this IEndpointRouteBuilder routes) => ImportEndpoints.Map(routes);
}

/// <summary>The subject of the changes that imports tell.</summary>
public static class ImportChanges
{
    public const string Subject = "import";
}
