using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BackOfficeFlow.Runtime;

/// <summary>Where the configuration folder is: named by a setting, else the nearest 'workflows' above the program.</summary>
public sealed class ConfigurationPlace(IConfiguration configuration, IHostEnvironment? host = null)
{
    internal const string FolderKey = "Configuration:Folder";

    string Root => host?.ContentRootPath ?? AppContext.BaseDirectory;

    /// <exception cref="SettingException">The named folder does not exist.</exception>
    public string? Find()
    {
        if (configuration["Configuration:Folder"] is { Length: > 0 } named)
        {
            var path = Path.GetFullPath(named, Root);
            return Directory.Exists(path) ? path : throw new SettingException(FolderKey, $"there is no folder {path}.");
        }

        for (var place = new DirectoryInfo(Root); place is not null; place = place.Parent)
            if (Path.Combine(place.FullName, "workflows") is var path && Directory.Exists(path))
                return path;
        return null;
    }
}
