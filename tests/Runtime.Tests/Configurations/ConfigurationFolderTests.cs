using System.Text;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class ConfigurationFolderTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("backofficeflow-config-").FullName;
    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Files_become_published_versions_once_and_the_bytes_come_back_unchanged()
    {
        var bytes = Write.Sequence("order", Write.Line("A"));
        Put("orders/order.json", bytes);
        Put("orders/texts.es.json", """{"hello": "Hola {name}"}""");

        var first = await house.Import(folder);
        var second = await house.Import(folder);

        first.Published.ShouldBe(["orders/es", "order"], ignoreOrder: true);
        second.Published.ShouldBeEmpty();
        var stored = await Latest("order");
        (stored!.Version, stored.Area, stored.Source).ShouldBe((1, "orders", ConfigurationSource.File));
        stored.Content.ShouldBe(bytes);
    }

    [Fact]
    public async Task A_changed_file_is_a_new_version_unless_the_item_was_edited_here()
    {
        Put("orders/order.json", Write.Sequence("order", Write.Line("A")));
        await house.Import(folder);
        Put("orders/order.json", Write.Sequence("order", Write.Line("B")));
        (await house.Import(folder)).Published.ShouldBe(["order"]);

        await house.Publish(ConfigurationKinds.Definition, "orders", "order", Write.Sequence("order", Write.Line("mine")));
        (await house.Import(folder)).Edited.ShouldBeEmpty();
        Put("orders/order.json", Write.Sequence("order", Write.Line("C")));
        var report = await house.Import(folder);

        report.Edited.ShouldBe(["order"]);
        var latest = await Latest("order");
        (latest!.Version, latest.Source).ShouldBe((3, ConfigurationSource.Here));
    }

    [Theory]
    [InlineData("{ this is not JSON")]
    [InlineData("""{"definitionId":"order","root":{"id":"root","type":"Elsa.Sequence","activities":[{"id":"a","type":"No.Such.Thing"}]}}""")]
    public async Task A_definition_that_does_not_compile_is_not_published_and_the_report_says_why(string content)
    {
        Put("orders/order.json", content);

        var report = await house.Import(folder);

        report.Published.ShouldBeEmpty();
        report.Refused.Single().Findings.ShouldContain(finding => finding.IsError && finding.Message.Length > 10);
        (await Latest("order")).ShouldBeNull();
    }

    [Fact]
    public async Task A_text_is_a_literal_or_a_key_in_the_language_asked_for()
    {
        Put("orders/texts.es.json", """{"hello": "Hola {name}"}""");
        Put("orders/texts.en.json", """{"hello": "Hello {name}", "only": "Only English"}""");
        Put("shared/texts.es.json", """{"common": "Común"}""");
        await house.Import(folder);
        var ana = new Dictionary<string, object?> { ["name"] = "Ana" };

        (await Say("@hello", "es", ana)).ShouldBe("Hola Ana");
        (await Say("@hello", "en", ana)).ShouldBe("Hello Ana");
        (await Say("@only", "es")).ShouldBe("Only English");
        (await Say("@common", "es")).ShouldBe("Común");
        (await Say("As it is", "es")).ShouldBe("As it is");
        (await Say("@missing", "es")).ShouldBe("missing");
    }

    Task<string> Say(string text, string language, IReadOnlyDictionary<string, object?>? args = null) =>
        house.In<TextCatalog, string>(catalog => catalog.Resolve(text, language, "orders", args));

    Task<ConfigurationItem?> Latest(string key) =>
        house.In<Runtime.Configurations, ConfigurationItem?>(configurations => configurations.Latest(ConfigurationKinds.Definition, key, CancellationToken.None));

    void Put(string path, string content) => Put(path, Encoding.UTF8.GetBytes(content));

    void Put(string path, byte[] content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
