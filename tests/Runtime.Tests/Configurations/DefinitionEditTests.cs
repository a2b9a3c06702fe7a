using System.Text;
using System.Text.Json.Nodes;
using FluentValidation;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class DefinitionEditTests : IAsyncLifetime
{
    static readonly Caller Ana = Person("Ana", 1);
    static readonly Caller Berta = Person("Berta", 2);

    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite();

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task An_editor_that_saves_again_before_it_was_answered_is_no_second_designer()
    {
        var opened = (await Save(Ana, "hasty", null)).Revision;

        await Save(Ana, "hasty", opened, "A");
        var second = await Save(Ana, "hasty", opened, "A", "B");

        Encoding.UTF8.GetString(second.Content).ShouldContain("\"B\"");
        (await Refused(Berta, "hasty", opened)).ShouldBe("definition-overtaken");
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        (await Refused(Ana, "hasty", opened)).ShouldBe("definition-overtaken");
    }

    [Fact]
    public async Task A_save_that_is_sent_again_because_its_answer_was_lost_is_no_second_designer()
    {
        var opened = (await Save(Ana, "lost", null)).Revision;
        var saved = await Save(Ana, "lost", opened, "A");
        house.Clock.Advance(TimeSpan.FromSeconds(10));

        var again = await Save(Ana, "lost", opened, "A");

        (again.Id, again.Revision).ShouldBe((saved.Id, saved.Revision));
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("true", "True")]
    [InlineData("""{"a":[1,"x"]}""", """{"a":[1,"x"]}""")]
    public async Task An_initial_value_that_comes_back_as_a_text_stays_what_it_was(string value, string text)
    {
        var model = $$"""{"definitionId":"valued","variables":[{"id":"v","name":"V","typeName":"Object","value":{{value}}}]}""";
        var first = (await house.Send(new SaveDefinition(Encoding.UTF8.GetBytes(model), false), Ana)).Definition;
        var edited = JsonNode.Parse(model)!.AsObject();
        edited["variables"]![0]!["value"] = text;

        var second = (await house.Send(new SaveDefinition(Encoding.UTF8.GetBytes(edited.ToJsonString()), false), Ana)).Definition;

        second.Revision.ShouldBe(first.Revision);
    }

    [Fact]
    public async Task A_program_that_says_only_the_version_is_told_when_that_is_not_the_latest()
    {
        var first = await Save(Ana, "plain", null, "A");
        await house.Send(new PublishDefinition("plain"), Ana);
        await Save(Berta, "plain", null, "A", "B");

        var problem = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SaveDefinition(Model("plain", null, first.Id, "C"), false), Ana));

        problem.Code.ShouldBe("definition-overtaken");
        problem.Message.ShouldContain("Berta");
    }

    [Fact]
    public async Task Whoever_drew_in_what_was_deleted_meanwhile_is_told()
    {
        var opened = await Save(Ana, "gone", null, "A");
        await house.Send(new DeleteDefinition("gone"), Berta);

        var problem = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SaveDefinition(Model("gone", opened.Revision, opened.Id, "B"), false), Ana));

        problem.Code.ShouldBe("definition-gone");
    }

    [Fact]
    public async Task A_copy_under_another_name_is_a_new_definition()
    {
        var opened = await Save(Ana, "origin", null, "A");

        var copy = await Save(Berta, "copy", opened.Revision, "A");

        (copy.DefinitionId, copy.Version, copy.IsLatest).ShouldBe(("copy", 1, true));
        copy.Revision.ShouldNotBe(opened.Revision);
    }

    [Fact]
    public async Task A_new_definition_stands_in_the_area_that_it_names()
    {
        var stored = (await house.Send(new SaveDefinition("""{"definitionId":"placed","customProperties":{"backOfficeFlow":{"area":"billing"}}}"""u8.ToArray(), false), Ana)).Definition;
        var problem = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SaveDefinition("""{"definitionId":"x","customProperties":{"backOfficeFlow":{"area":"../up"}}}"""u8.ToArray(), false), Ana));

        (stored.Area, problem.Code).ShouldBe(("billing", "area-shape"));
    }

    [Fact]
    public async Task Whoever_wants_to_be_asked_publishes_nothing_doubtful_before_they_say_so()
    {
        var model = """{"definitionId":"doubted","root":{"id":"r","type":"Elsa.Sequence","version":1,"activities":[{"id":"say","type":"Elsa.WriteLine","version":1,"txet":{"typeName":"String","expression":{"type":"Literal","value":"a"}}}]}}"""u8.ToArray();

        var asked = await Should.ThrowAsync<ValidationException>(() => house.Send(new SaveDefinition(model, true, AsksFirst: true), Ana));
        var isKept = (await house.Send(new FindDefinitions(VersionChoice.Latest) { DefinitionIds = ["doubted"] }, Ana)).Lines.Count;
        await house.Send(new SaveDefinition(model, false), Ana);
        var askedAgain = await Should.ThrowAsync<ValidationException>(() => house.Send(new PublishDefinition("doubted", AsksFirst: true), Ana));
        var published = await house.Send(new PublishDefinition("doubted"), Ana);

        asked.Errors.ShouldHaveSingleItem().Severity.ShouldBe(FluentValidation.Severity.Warning);
        askedAgain.Message.ShouldBe(asked.Message);
        (isKept, published.Definition.IsPublished).ShouldBe((0, true));
    }

    [Fact]
    public async Task Whoever_wants_to_be_asked_is_told_of_errors_as_of_errors()
    {
        var model = """{"definitionId":"broken","root":{"id":"r","type":"Elsa.Sequence","version":1,"activities":[{"id":"say","type":"Acme.Thing","version":1}]}}"""u8.ToArray();

        var refused = await Should.ThrowAsync<ValidationException>(() => house.Send(new SaveDefinition(model, true, AsksFirst: true), Ana));

        refused.Errors.ShouldContain(failure => failure.Severity == FluentValidation.Severity.Error);
    }

    async Task<StoredDefinition> Save(Caller caller, string key, string? revision, params string[] lines) =>
        (await house.Send(new SaveDefinition(Model(key, revision, null, lines), false), caller)).Definition;

    async Task<string> Refused(Caller caller, string key, string revision) =>
        (await Should.ThrowAsync<RuleBrokenException>(() => Save(caller, key, revision, "other"))).Code;

    static byte[] Model(string key, string? revision, Guid? id, params string[] lines)
    {
        var model = JsonNode.Parse(Write.Sequence(key, [.. lines.Select(Write.Line)]))!.AsObject();
        model["id"] = id?.ToString();
        if (revision is not null)
            model["customProperties"] = new JsonObject { [StoredDefinition.RevisionMark] = revision };
        return Encoding.UTF8.GetBytes(model.ToJsonString());
    }

    static Caller Person(string name, int number) =>
        new(TestHouse.Tenant, new Guid($"00000000-0000-7000-8000-0000000000d{number}"), name) { Roles = new HashSet<string> { "Designer" } };
}
