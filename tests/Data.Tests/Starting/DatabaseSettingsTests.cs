using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Data.Tests;

public sealed class DatabaseSettingsTests
{
    [Theory]
    [InlineData("MySql", "Server=x", "Database:Provider", "Sqlite, PostgreSql, SqlServer")]
    [InlineData("PostgreSql", null, "ConnectionStrings:Default", "Host=localhost")]
    [InlineData("SqlServer", " ", "ConnectionStrings:Default", "Server=localhost")]
    [InlineData("PostgreSql", "Database=x", "ConnectionStrings:Default", "Host")]
    [InlineData("PostgreSql", "Hots=localhost", "ConnectionStrings:Default", "cannot be read")]
    [InlineData("SqlServer", "nonsense", "ConnectionStrings:Default", "cannot be read")]
    [InlineData("Sqlite", "Data Source=:memory:", "ConnectionStrings:Default", "Name a file")]
    public void A_wrong_setting_is_refused_by_its_key_with_the_remedy(string provider, string? connection, string key, string remedy)
    {
        var refused = Should.Throw<SettingException>(() => Read(provider, connection));

        refused.Key.ShouldBe(key);
        refused.Message.ShouldContain(key);
        refused.Message.ShouldContain(remedy);
    }

    [Fact]
    public void Without_settings_it_is_a_SQLite_file_beside_the_product()
    {
        var settings = Read(null, null);

        settings.Provider.ShouldBe("Sqlite");
        settings.ConnectionString.ShouldContain(Path.Combine("/srv/app", "data", "backofficeflow.db"));
    }

    [Fact]
    public void Sessions_on_PostgreSQL_do_not_wait_for_ever()
    {
        var settings = Read("postgresql", "Host=db;Database=x");

        settings.Provider.ShouldBe("PostgreSql");
        settings.ConnectionString.ShouldContain("lock_timeout");
    }

    static DatabaseSettings Read(string? provider, string? connection) => DatabaseSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Default"] = connection, ["contentRoot"] = "/srv/app" })
        .Build());
}
