#:project ../src/BackOfficeFlow.Data.Providers/BackOfficeFlow.Data.Providers.csproj
#:package Microsoft.EntityFrameworkCore.Design
#:property NoWarn=$(NoWarn);EF1001;CA1852;CA1050
#:property PublishAot=false

// Adds one migration to each of the three databases:
//     dotnet run scripts/add-migration.cs AddSomething
// Before the first release there is one migration only, made anew whenever a record changes:
//     dotnet run scripts/add-migration.cs Initial --fresh

using BackOfficeFlow.Data;
using BackOfficeFlow.Data.Providers;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

var name = args.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal));
if (name is null || !name.All(char.IsLetterOrDigit))
{
    Console.Error.WriteLine("Say what the migration is called, in one word: dotnet run scripts/add-migration.cs AddSomething");
    return 1;
}

var project = FindProject();
foreach (var provider in DatabaseProviders.All)
{
    var folder = Path.Combine(project, provider, "Migrations");
    await using var parts = ModelOnly.On(provider);
    using var scope = parts.CreateScope();
    var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();

    var design = new ServiceCollection();
    design.AddEntityFrameworkDesignTimeServices();
    design.AddDbContextDesignTimeServices(db);
    ProviderServices(provider).ConfigureDesignTimeServices(design);
    if (args.Contains("--fresh"))
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        design.AddSingleton<Microsoft.EntityFrameworkCore.Migrations.IMigrationsAssembly, NoMigrations>();
    }

    await using var tools = design.BuildServiceProvider();
    var scaffolder = tools.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, "BackOfficeFlow.Data.Providers", $"{provider}.Migrations");
    var files = scaffolder.Save(project, migration, folder, dryRun: false);
    Console.WriteLine($"{provider}: {Path.GetRelativePath(project, files.MigrationFile!)}");
}

return 0;

static string FindProject()
{
    for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        if (Path.Combine(folder.FullName, "src", "BackOfficeFlow.Data.Providers") is var project && Directory.Exists(project))
            return project;
    throw new DirectoryNotFoundException("Run it inside the repository.");
}

static IDesignTimeServices ProviderServices(string provider) => provider switch
{
    DatabaseProviders.PostgreSql => new Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal.NpgsqlDesignTimeServices(),
    DatabaseProviders.SqlServer => new Microsoft.EntityFrameworkCore.SqlServer.Design.Internal.SqlServerDesignTimeServices(),
    _ => new Microsoft.EntityFrameworkCore.Sqlite.Design.Internal.SqliteDesignTimeServices()
};

/// <summary>For a fresh start: as if there were no migration yet.</summary>
sealed class NoMigrations : Microsoft.EntityFrameworkCore.Migrations.IMigrationsAssembly
{
    public IReadOnlyDictionary<string, System.Reflection.TypeInfo> Migrations { get; } = new Dictionary<string, System.Reflection.TypeInfo>();
    public Microsoft.EntityFrameworkCore.Infrastructure.ModelSnapshot? ModelSnapshot => null;
    public System.Reflection.Assembly Assembly => typeof(Databases).Assembly;
    public string? FindMigrationId(string nameOrId) => null;
    public Microsoft.EntityFrameworkCore.Migrations.Migration CreateMigration(System.Reflection.TypeInfo migrationClass, string activeProvider) =>
        throw new InvalidOperationException("There is no migration.");
}
