using System.IO.Compression;
using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Processes with all that belongs to them, taken out of one company and brought into another.</summary>
public sealed class PackageTests : IAsyncLifetime
{
    const string Elsewhere = "elsewhere";

    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    static Caller Designer(string tenant = TestHouse.Tenant) =>
        new(tenant, new Guid("00000000-0000-7000-8000-0000000000d1"), "Diego Designer") { Roles = new HashSet<string> { "Designer" } };

    [Fact]
    public async Task What_was_taken_out_is_brought_in_byte_for_byte_and_the_second_time_changes_nothing()
    {
        var order = Write.Sequence("order", Write.Line("A"));
        await house.Publish(ConfigurationKinds.Definition, "orders", "order", order);
        await house.Publish(ConfigurationKinds.Texts, "orders", "orders/es", """{"a":"Uno"}"""u8.ToArray());
        await house.Publish(ConfigurationKinds.Texts, "shared", "shared/en", """{"b":"Two"}"""u8.ToArray());
        await house.Publish(ConfigurationKinds.Definition, "billing", "bill", Write.Sequence("bill", Write.Line("B")));

        var package = await house.Send(new ExportPackage("orders"), Designer());
        var first = await house.Send(new ImportPackage(package.Content, "moved"), Designer(Elsewhere));
        var second = await house.Send(new ImportPackage(package.Content), Designer(Elsewhere));

        package.Name.ShouldBe("orders.zip");
        first.Published.ShouldBe(["orders/texts.es.json", "shared/texts.en.json", "orders/order.json"], ignoreOrder: true);
        first.Published[^1].ShouldBe("orders/order.json");
        (second.Published.Count, second.Unchanged.Count).ShouldBe((0, 3));
        var stored = await house.Read(db => db.Set<ConfigurationItem>().SingleAsync(item => item.Kind == ConfigurationKinds.Definition), Elsewhere);
        stored.Content.ShouldBe(order);
        (stored.Area, stored.EntryKey, stored.Version, stored.Source, stored.Comment).ShouldBe(("orders", "order", 1, ConfigurationSource.Here, "moved"));
        (await house.Send(new ExportPackage("orders"), Designer(Elsewhere))).Content.ShouldBe(package.Content);
    }

    [Fact]
    public async Task One_file_with_an_error_keeps_all_out_and_is_named()
    {
        var package = Zip(("orders/texts.es.json", """{"a":"Uno"}"""), ("orders/order.json", """{"definitionId":"order","root":{"id":"r","type":"Acme.Unknown"}}"""));

        var problem = await Should.ThrowAsync<ValidationException>(() => house.Send(new ImportPackage(package), Designer()));

        problem.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("orders/order.json");
        (await house.Read(db => db.Set<ConfigurationItem>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_step_that_is_a_workflow_of_its_own_may_come_after_what_has_it()
    {
        var part = Encoding.UTF8.GetString(Write.Sequence("part", Write.Line("A"))).Replace("\"root\":", "\"name\":\"Part\",\"options\":{\"usableAsActivity\":true},\"root\":", StringComparison.Ordinal);
        var package = Zip(("orders/a-whole.json", Encoding.UTF8.GetString(Write.Sequence("whole", """{"id":"p","type":"Part","version":1,"workflowDefinitionId":"part"}"""))), ("orders/part.json", part));

        (await house.Send(new ImportPackage(package), Designer())).Published.ShouldBe(["orders/part.json", "orders/a-whole.json"]);
    }

    [Fact]
    public async Task Scenarios_and_strangers_are_left_out_and_said() =>
        (await house.Send(new ImportPackage(Zip(("orders/scenarios/one.json", "{}"), ("orders/readme.md", "x"), ("workflows/orders/texts.es.json", "{}"))), Designer()))
            .LeftOut.ShouldBe(["orders/scenarios/one.json", "orders/readme.md"], ignoreOrder: true);

    [Theory]
    [InlineData("../orders/texts.es.json")]
    [InlineData("/orders/texts.es.json")]
    [InlineData("orders/../texts.es.json")]
    [InlineData("Orders/texts.es.json")]
    [InlineData("orders/forms/deep/a.json")]
    [InlineData("orders/..\\texts.es.json")]
    [InlineData("texts.es.json")]
    public async Task A_file_that_lies_elsewhere_is_refused(string path)
    {
        var problem = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ImportPackage(Zip((path, "{}"))), Designer()));

        problem.Code.ShouldBe("package-refused");
        problem.Message.ShouldContain(path);
    }

    [Fact]
    public async Task What_is_no_zip_holds_a_name_twice_or_too_much_is_refused()
    {
        (await Refusal("no zip at all"u8.ToArray())).ShouldNotBeEmpty();
        (await Refusal(Zip(("orders/texts.es.json", "{}"), ("workflows/orders/texts.es.json", "{}")))).ShouldContain("orders/texts.es.json");
        (await Refusal(Zip(("orders/texts.es.json", new string(' ', Package.MaximumContent + 1))))).ShouldContain("100");

        async Task<string> Refusal(byte[] content) => (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ImportPackage(content), Designer()))).Message;
    }

    [Fact]
    public async Task An_area_without_anything_has_no_package_and_clerks_make_none()
    {
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ExportPackage("nothing"), Designer()))).Code.ShouldBe("not-found");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ExportPackage("nothing"), TestHouse.Clerk))).Code.ShouldBe(RuleBrokenException.NotAllowed);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ImportPackage(Zip(("a/texts.es.json", "{}"))), TestHouse.Clerk))).Code.ShouldBe(RuleBrokenException.NotAllowed);
    }

    [Fact]
    public async Task The_areas_are_listed_with_what_they_hold()
    {
        await house.Publish(ConfigurationKinds.Definition, "orders", "order", Write.Sequence("order", Write.Line("A")));
        await house.Publish(ConfigurationKinds.Texts, "orders", "orders/es", "{}"u8.ToArray());

        var line = (await house.Send(new ListPackages(), Designer())).ShouldHaveSingleItem();

        (line.Area, line.Processes, line.Items).ShouldBe(("orders", 1, 2));
    }

    static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, text) in files)
                using (var content = zip.CreateEntry(path).Open())
                    content.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
