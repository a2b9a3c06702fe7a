using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Files;

/// <summary>The only place for uploads, .eml and attachments: content-addressed, in the database, checked by signature.</summary>
public static class FilesArea
{
    public static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddOptions<FileSettings>().BindConfiguration(FileSettings.Section)
            .Validate(settings => settings.MaxBytes > 0, "Files:MaxBytes must be greater than 0: it is the size in bytes of the largest attachment.")
            .ValidateOnStart();
        services.AddScoped<FileShelf>();
        services.AddScoped<FileReader>();
        services.AddScoped<MentionedFiles>();
        services.AddScoped<Uploads>();
        return services;
    }

    public static void MapFiles(this IEndpointRouteBuilder routes) => FileEndpoints.Map(routes);
}
