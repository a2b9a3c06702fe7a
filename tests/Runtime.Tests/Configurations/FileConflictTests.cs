using System.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>A file that has changed while its item was edited here: nothing happens until somebody decides.</summary>
public sealed class FileConflictTests : IAsyncLifetime
{
    const string Texts = "orders/texts.es.json";
    const string Elsewhere = "elsewhere";

    readonly string folder = Directory.CreateTempSubdirectory("backofficeflow-files-").FullName;
    TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.OnSqlite(settings: new Dictionary<string, string?> { ["Configuration:Folder"] = folder });

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    static Caller Designer(string tenant = TestHouse.Tenant) =>
        new(tenant, new Guid("00000000-0000-7000-8000-0000000000d1"), "Diego Designer") { Roles = new HashSet<string> { "Designer" } };

    [Fact]
    public async Task A_file_that_changed_while_its_item_was_edited_here_is_listed_and_shown_line_by_line()
    {
        Put("orders/order.json", Write.Sequence("order", Write.Line("A")));
        await house.Import(folder);
        await house.Advance(TimeSpan.FromHours(1));
        var mine = Write.Sequence("order", Write.Line("mine"));
        await house.Send(new PublishConfiguration(ConfigurationKinds.Definition, "orders", "order", mine, "a better word"), Designer());
        var theirs = Write.Sequence("order", Write.Line("theirs"));
        Put("orders/order.json", theirs);

        var listed = (await List()).ShouldHaveSingleItem();
        var shown = (await house.Send(new ShowFileConflict(ConfigurationKinds.Definition, "order"), Designer()))!;

        (await house.Import(folder)).Edited.ShouldBe(["order"]);
        listed.ShouldBe(new FileConflict(ConfigurationKinds.Definition, "order", "orders/order.json")
        {
            FileHash = ConfigurationItem.HashOf(theirs), HereHash = ConfigurationItem.HashOf(mine), Version = 2, EditedBy = "Diego Designer", EditedAt = house.Now,
            Comment = "a better word", ImportedAt = TestHouse.Start
        });
        shown.Conflict.ShouldBe(listed);
        shown.Here.ShouldBe(mine);
        shown.InFile.ShouldBe(theirs);
        var differing = shown.Stretches!.SelectMany(stretch => stretch.Lines).Where(line => !line.IsSame).ToList();
        differing.Select(line => (line.Here!.Text.Trim(), line.InFile!.Text.Trim())).ShouldBe([("\"id\": \"mine\",", "\"id\": \"theirs\","), ("\"value\": \"mine\"", "\"value\": \"theirs\"")]);
    }

    [Fact]
    public async Task Where_only_one_side_has_changed_or_both_alike_there_is_nothing_to_decide()
    {
        foreach (var area in new[] { "file", "item", "both" })
            Put($"{area}/texts.es.json", """{"a":"One"}""");
        await house.Import(folder);

        Put("file/texts.es.json", """{"a":"Two"}""");
        await Edit("item", """{"a":"Two"}""");
        Put("both/texts.es.json", """{"a":"Two"}""");
        await Edit("both", """{"a":"Two"}""");

        (await List()).ShouldBeEmpty();
        (await house.Send(new ShowFileConflict(ConfigurationKinds.Texts, "file/es"), Designer())).ShouldBeNull();
        (await house.Import(folder)).Published.ShouldBe(["file/es"]);
    }

    [Fact]
    public async Task What_was_made_here_and_never_imported_is_not_overwritten_by_a_file_of_its_name()
    {
        await Edit("orders", """{"a":"Mine"}""");
        Put(Texts, """{"a":"Theirs"}""");

        (await List()).ShouldHaveSingleItem().ImportedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_that_is_taken_is_the_next_published_version()
    {
        var conflict = await Differ();

        var settled = await Settle(conflict, takesFile: true, "agreed with the area");

        settled.Version.ShouldBe(3);
        var versions = await Versions();
        versions.Select(item => (item.Version, item.Source, item.IsPublished)).ShouldBe(
            [(1, ConfigurationSource.File, false), (2, ConfigurationSource.Here, false), (3, ConfigurationSource.File, true)]);
        (Encoding.UTF8.GetString(versions[2].Content), versions[2].Comment, versions[2].CreatedBy).ShouldBe(("""{"a":"Theirs"}""", "agreed with the area", "Diego Designer"));
        (await Audited()).ShouldContain("\"takesFile\":true");
        (await List()).ShouldBeEmpty();
        var report = await house.Import(folder);
        (report.Published.Count, report.Edited.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_draft_stays_among_the_versions_when_the_file_is_taken()
    {
        Put("orders/order.json", Write.Sequence("order", Write.Line("A")));
        await house.Import(folder);
        var draft = Write.Sequence("order", Write.Line("draft"));
        await house.In<Runtime.Configurations, ConfigurationItem>(
            items => items.SaveDraft(ConfigurationKinds.Definition, "orders", "order", draft, "half done", CancellationToken.None), Designer());
        Put("orders/order.json", Write.Sequence("order", Write.Line("theirs")));
        var conflict = (await List()).ShouldHaveSingleItem();

        await Settle(conflict, takesFile: true);

        (conflict.Version, conflict.IsDraft).ShouldBe((2, true));
        var versions = await Versions();
        versions.Select(item => (item.Version, item.Source, IsPublic: item.PublishedAt is not null, item.IsLatest)).ShouldBe(
            [(1, ConfigurationSource.File, true, false), (2, ConfigurationSource.Here, false, false), (3, ConfigurationSource.File, true, true)]);
        versions[1].Content.ShouldBe(draft);
        versions[2].Comment.ShouldBe("order.json");
    }

    [Fact]
    public async Task What_is_kept_is_not_asked_again_until_the_file_changes_again()
    {
        var conflict = await Differ();

        (await Settle(conflict, takesFile: false, "ours is right")).Version.ShouldBe(2);

        (await List()).ShouldBeEmpty();
        var report = await house.Import(folder);
        (report.Published.Count, report.Edited.Count).ShouldBe((0, 0));
        (await Audited()).ShouldContain("\"takesFile\":false");
        await Edit("orders", """{"a":"Mine, better"}""");
        (await List()).ShouldBeEmpty();
        Put(Texts, """{"a":"Theirs, better"}""");
        (await List()).ShouldHaveSingleItem().Version.ShouldBe(3);
        (await house.Import(folder)).Edited.ShouldBe(["orders/es"]);
    }

    [Fact]
    public async Task What_was_kept_before_an_import_says_nothing_of_later_edits()
    {
        await Settle(await Differ(), takesFile: false);
        Put(Texts, """{"a":"Theirs, later"}""");
        await Settle((await List()).Single(), takesFile: true);
        await Edit("orders", """{"a":"Mine, later"}""");
        Put(Texts, """{"a":"Theirs"}""");

        (await List()).ShouldHaveSingleItem().Version.ShouldBe(4);
    }

    [Fact]
    public async Task A_file_that_has_changed_since_it_was_shown_is_not_decided_upon()
    {
        var conflict = await Differ();
        Put(Texts, """{"a":"Theirs, later"}""");

        foreach (var takesFile in new[] { true, false })
        {
            var problem = await Should.ThrowAsync<RuleBrokenException>(() => Settle(conflict, takesFile));
            (problem.Code, problem.Message.Contains(Texts, StringComparison.Ordinal)).ShouldBe(("file-overtaken", true));
        }

        (await List()).ShouldHaveSingleItem();
        (await Versions()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_somebody_has_edited_since_or_decided_already_is_not_decided_upon()
    {
        var conflict = await Differ();
        await Edit("orders", """{"a":"Mine, later"}""");

        (await Should.ThrowAsync<RuleBrokenException>(() => Settle(conflict, takesFile: true))).Code.ShouldBe("file-item-overtaken");
        await Settle((await List()).Single(), takesFile: true);
        (await Should.ThrowAsync<RuleBrokenException>(() => Settle(conflict, takesFile: true))).Code.ShouldBe("file-settled");
    }

    [Fact]
    public async Task A_file_with_an_error_is_refused_with_its_place()
    {
        await Differ();
        Put(Texts, """{"a":"Theirs","hello":7}""");

        var problem = await Should.ThrowAsync<ValidationException>(async () => await Settle((await List()).Single(), takesFile: true));

        problem.Errors.ShouldHaveSingleItem().PropertyName.ShouldBe("hello");
        (await Versions()).Count.ShouldBe(2);
        (await List()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_company_and_those_who_do_not_design_see_and_decide_nothing()
    {
        var conflict = await Differ();

        (await house.Send(new ListFileConflicts(), Designer(Elsewhere))).ShouldBeEmpty();
        (await house.Send(new ShowFileConflict(conflict.Kind, conflict.Key), Designer(Elsewhere))).ShouldBeNull();
        var theirs = new SettleFileConflict(conflict.Kind, conflict.Key, true, null, conflict.FileHash);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(theirs, Designer(Elsewhere)))).Code.ShouldBe("file-settled");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(theirs, TestHouse.Clerk))).Code.ShouldBe(RuleBrokenException.NotAllowed);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ListFileConflicts(), TestHouse.Clerk))).Code.ShouldBe(RuleBrokenException.NotAllowed);
    }

    // Version 2 was made here, and the file holds something else than both versions.
    async Task<FileConflict> Differ()
    {
        Put(Texts, """{"a":"One"}""");
        await house.Import(folder);
        await Edit("orders", """{"a":"Mine"}""");
        Put(Texts, """{"a":"Theirs"}""");
        return (await List()).ShouldHaveSingleItem();
    }

    Task<IReadOnlyList<FileConflict>> List() => house.Send(new ListFileConflicts(), Designer());

    Task<SettledFile> Settle(FileConflict conflict, bool takesFile, string? comment = null) =>
        house.Send(new SettleFileConflict(conflict.Kind, conflict.Key, takesFile, comment, conflict.FileHash) { HereHash = conflict.HereHash }, Designer());

    Task<PublishedConfiguration> Edit(string area, string content) =>
        house.Send(new PublishConfiguration(ConfigurationKinds.Texts, area, "texts.es", Encoding.UTF8.GetBytes(content)), Designer());

    Task<List<ConfigurationItem>> Versions() => house.Read(db => db.Set<ConfigurationItem>().AsNoTracking().OrderBy(item => item.Version).ToListAsync());

    async Task<string> Audited() => (await house.Read(db => db.Set<AuditEntry>().AsNoTracking().SingleAsync(entry => entry.Action == "SettleFileConflict"))).Details!;

    void Put(string path, string content) => Put(path, Encoding.UTF8.GetBytes(content));

    void Put(string path, byte[] content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
