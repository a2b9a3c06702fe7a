using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

public abstract partial class RuntimeContract
{
    [Fact]
    public async Task Of_two_designers_who_save_the_same_draft_at_once_one_is_told()
    {
        var opened = (await Save(Person("Ana"), Model("drawn"))).Definition;

        var saves = ((Caller, string)[])[(Person("Ana"), "hers"), (Person("Berta"), "other")];
        var told = await Task.WhenAll(saves.Select(async save =>
        {
            try
            {
                await Save(save.Item1, Model("drawn", opened.Revision, Write.Line(save.Item2)));
                return null;
            }
            catch (RuleBrokenException refused)
            {
                return refused.Code;
            }
        }));

        told.Where(code => code is not null).ShouldBe(["definition-overtaken"]);
        var stored = await House.Read(db => db.Set<ConfigurationItem>().AsNoTracking().SingleAsync(item => item.EntryKey == "drawn"));
        var winner = Array.IndexOf(told, null);
        (stored.CreatedBy, Encoding.UTF8.GetString(stored.Content).Contains(saves[winner].Item2)).ShouldBe((saves[winner].Item1.Name, true));
    }

    [Fact]
    public async Task A_draft_whose_publishing_failed_runs_as_it_is_published_in_the_end()
    {
        var draft = await Draft("retried", Write.Line("one"));
        await Should.ThrowAsync<InvalidOperationException>(() => House.In<Configurations, bool>(async configurations =>
        {
            await configurations.Publish(ConfigurationKinds.Definition, "test", "retried", draft.Content, ConfigurationSource.Here, null, CancellationToken.None);
            throw new InvalidOperationException("Something else went wrong.");
        }));

        await Draft("retried", Write.Line("two"));
        var id = await Start("retried", Write.Line("two"));

        (await Journal(id)).ShouldContain("two Completed");
        (await Journal(id)).ShouldNotContain("one Completed");
    }

    protected static Caller Person(string name) => new(TestHouse.Tenant, new Guid($"00000000-0000-7000-8000-0000000000d{name.Length}"), name) { Roles = new HashSet<string> { "Designer" } };

    protected static JsonObject Model(string definition, string? revision = null, params string[] activities)
    {
        var model = JsonNode.Parse(Write.Sequence(definition, activities))!.AsObject();
        model.Remove("id");
        model["name"] = definition;
        if (revision is not null)
            model["customProperties"] = new JsonObject { [StoredDefinition.RevisionMark] = revision };
        return model;
    }

    protected Task<SavedDefinition> Save(Caller caller, JsonObject model, bool publishes = false) =>
        House.Send(new SaveDefinition(Encoding.UTF8.GetBytes(model.ToJsonString()), publishes), caller);
}
