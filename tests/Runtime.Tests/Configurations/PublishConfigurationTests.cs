using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class PublishConfigurationTests : IAsyncLifetime
{
    static readonly Caller Designer = new(TestHouse.Tenant, new Guid("00000000-0000-7000-8000-0000000000d1"), "Diego Designer") { Roles = new HashSet<string> { "Designer" } };

    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task A_designer_publishes_the_next_version_under_the_id_that_the_definition_states()
    {
        await Publish(Write.Sequence("order", Write.Line("A")), name: "another-name");
        var second = await Publish(Write.Sequence("order", Write.Line("B")), name: "another-name");

        second.Version.ShouldBe(2);
        second.Findings.ShouldNotContain(finding => finding.IsError);
        var stored = await Latest("order");
        (stored!.Id, stored.Version, stored.Source, stored.Comment, stored.CreatedBy).ShouldBe((second.VersionId!.Value, 2, ConfigurationSource.Here, "why", "Diego Designer"));
        (await house.Read(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "PublishConfiguration" && entry.SubjectId == "order"))).ShouldBe(2);
    }

    [Theory]
    [InlineData("{ this is not JSON")]
    [InlineData("""{"definitionId":"order","root":{"id":"root","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.While","condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"1 +"}}}]}}""")]
    public async Task Content_with_an_error_is_not_published_and_the_version_before_stays_in_force(string content)
    {
        await Publish(Write.Sequence("order", Write.Line("A")));

        var refused = await Publish(Encoding.UTF8.GetBytes(content));

        refused.VersionId.ShouldBeNull();
        refused.Findings.ShouldContain(finding => finding.IsError && finding.Message.Length > 10);
        (await house.Read(db => db.Set<ConfigurationItem>().CountAsync(item => item.Kind == ConfigurationKinds.Definition))).ShouldBe(1);
        (await Latest("order"))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_text_that_is_no_text_is_refused_with_its_key()
    {
        var refused = await house.Send(new PublishConfiguration(ConfigurationKinds.Texts, "orders", "texts.es", """{"hello": 7}"""u8.ToArray()), Designer);

        refused.VersionId.ShouldBeNull();
        refused.Findings.Single(finding => finding.IsError).Message.ShouldContain("hello");
    }

    [Fact]
    public async Task A_wrong_kind_area_or_size_is_said_field_by_field()
    {
        var problem = await Should.ThrowAsync<ValidationException>(() => house.Send(new PublishConfiguration("Sorcery", "Or/ders", "", new byte[PublishConfiguration.MaximumSize + 1]), Designer));

        problem.Errors.Select(error => error.PropertyName).Distinct().ShouldBe(["Kind", "Area", "Name", "Content"], ignoreOrder: true);
        problem.Errors.First(error => error.PropertyName == "Kind").ErrorMessage.ShouldContain(ConfigurationKinds.Definition);
    }

    [Fact]
    public async Task A_clerk_may_not()
    {
        var problem = await Should.ThrowAsync<RuleBrokenException>(
            () => house.Send(new PublishConfiguration(ConfigurationKinds.Definition, "orders", "order", Write.Sequence("order", Write.Line("A"))), TestHouse.Clerk));

        problem.Code.ShouldBe(RuleBrokenException.NotAllowed);
        (await Latest("order")).ShouldBeNull();
    }

    Task<PublishedConfiguration> Publish(byte[] content, string name = "order") =>
        house.Send(new PublishConfiguration(ConfigurationKinds.Definition, "orders", name, content, "why"), Designer);

    Task<ConfigurationItem?> Latest(string key) =>
        house.In<Runtime.Configurations, ConfigurationItem?>(configurations => configurations.Latest(ConfigurationKinds.Definition, key, CancellationToken.None));
}
