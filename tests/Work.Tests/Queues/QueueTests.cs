using System.Globalization;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using BackOfficeFlow.Work.Tasks;
using FluentValidation;

namespace BackOfficeFlow.Work.Tests.Queues;

public sealed class QueueTests : IAsyncLifetime
{
    static readonly Caller Root = new(TestHouse.Tenant, new Guid(9, 0, 0, new byte[8]), "Root") { Roles = new HashSet<string> { "Administrator" } };
    static readonly Caller Sonia = Root with { UserId = new Guid(8, 0, 0, new byte[8]), Name = "Sonia", Roles = new HashSet<string> { "Supervisor" } };
    static readonly Guid Ana = new(1, 0, 0, new byte[8]);

    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite();
        await house.Send(new FoundCompany(TestHouse.Tenant, "Demo"), Caller.System(TestHouse.Tenant));
        await house.Send(new FoundCompany("other", "Other"), Caller.System("other"));
        await house.Send(new OpenKnownQueues(), Root);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_company_starts_with_the_known_queues_and_asking_again_adds_none()
    {
        await house.Send(new OpenKnownQueues(), Root);

        var queues = await house.Send(new ListQueues(), Root);

        queues.Select(queue => queue.Key).ShouldBe(KnownQueues.All.Select(known => known.Key), ignoreOrder: true);
        queues.Single(queue => queue.Key == "q.orders").Name.ShouldBe("Orders");
    }

    [Fact]
    public void Every_known_queue_escalates_to_a_known_one_and_has_a_name_in_both_languages()
    {
        var keys = KnownQueues.All.Select(known => known.Key).ToHashSet();

        KnownQueues.All.ShouldAllBe(known => known.EscalatesTo == null || keys.Contains(known.EscalatesTo));
        foreach (var language in new[] { "en", "es" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            keys.ShouldAllBe(key => Queue.NameOf(key, null) != key);
        }
    }

    [Fact]
    public async Task A_person_works_in_the_queues_that_were_said_last()
    {
        await house.Send(new SetQueuesOfUser(Ana, ["q.orders", "q.hr"]), Root);
        await house.Send(new SetQueuesOfUser(Ana, ["q.orders", "q.billing"]), Root);

        (await house.Send(new FindQueuesOfUser(Ana), Root)).ShouldBe(["q.billing", "q.orders"]);
        (await house.Send(new ListQueues(), Root)).Single(queue => queue.Key == "q.orders").Members.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_queue_lists_the_known_ones()
    {
        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetQueuesOfUser(Ana, ["q.nowhere"]), Root));

        refused.Message.ShouldContain("q.orders");
    }

    [Fact]
    public async Task Only_an_administrator_changes_queues() =>
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetQueuesOfUser(Ana, []), TestHouse.Clerk))).Code.ShouldBe("not-allowed");

    [Fact]
    public async Task A_queue_is_opened_renamed_and_closed()
    {
        await house.Send(new SaveQueue("q.export", "Export", "EXP-AGENT", "q.orders.lead"), Root);
        var opened = (await house.Send(new ListQueues(), Root)).Single(queue => queue.Key == "q.export");
        await house.Send(new SaveQueue("q.export", "Exports", "EXP-AGENT", IsClosed: true, Revision: opened.Revision), Root);

        (await house.Send(new ListQueues(), Root)).ShouldNotContain(queue => queue.Key == "q.export");
        (await house.Send(new ListQueues(WithClosed: true), Root)).Single(queue => queue.Key == "q.export").Name.ShouldBe("Exports");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SaveQueue("q.export", "X", "X", Revision: opened.Revision), Root))).Code.ShouldBe("queue-changed");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SaveQueue("q.export", "X", "X"), Root))).Code.ShouldBe("queue-exists");
    }

    [Fact]
    public async Task The_members_of_a_queue_are_those_who_were_said_last()
    {
        var (nora, otto) = (await Join("nora@demo.test", "Nora"), await Join("otto@demo.test", "Otto"));
        await house.Send(new SetMembersOfQueue("q.hr", [nora]), Root);
        await house.Send(new SetMembersOfQueue("q.hr", [otto]), Root);

        var people = await house.Send(new ListQueueMembers("q.hr"), Sonia);

        people.Select(person => (person.Name, person.IsMember)).ShouldBe([("Nora", false), ("Otto", true)]);
        (await house.Send(new FindQueuesOfUser(otto), Root)).ShouldBe(["q.hr"]);
        (await house.Send(new FindQueuesOfUser(nora), Root)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_of_another_company_becomes_a_member()
    {
        var stranger = await house.Send(new AddUser("stranger@other.test", "Stranger", "correct horse battery", [Roles.Clerk]), Caller.System("other"));

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetMembersOfQueue("q.hr", [stranger]), Root))).Code.ShouldBe("person-unknown");
        (await house.Send(new ListQueueMembers("q.hr"), Root)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_reads_who_works_where_and_a_clerk_does_not()
    {
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetMembersOfQueue("q.hr", []), Sonia))).Code.ShouldBe("not-allowed");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ListQueueMembers("q.hr"), TestHouse.Clerk))).Code.ShouldBe("not-allowed");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new CountTasksByQueue(), TestHouse.Clerk))).Code.ShouldBe("not-allowed");
    }

    Task<Guid> Join(string email, string name) => house.Send(new AddUser(email, name, "correct horse battery", [Roles.Clerk]), Caller.System(TestHouse.Tenant));

    [Theory]
    [InlineData("orders")]
    [InlineData("q.Orders")]
    [InlineData("q.")]
    public async Task A_malformed_key_is_refused(string key) =>
        await Should.ThrowAsync<ValidationException>(() => house.Send(new SaveQueue(key, "X", "X"), Root));
}
