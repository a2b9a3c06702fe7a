using System.Globalization;
using BackOfficeFlow.Data;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Who may send a request is a property of the request, and asked before anything else.</summary>
public sealed class SentByTests : IAsyncLifetime
{
    static readonly Caller Supervisor = new(TestHouse.Tenant, new Guid("00000000-0000-7000-8000-0000000000f1"), "Sonia") { Roles = new HashSet<string> { "Supervisor" } };
    static readonly Caller Administrator = new(TestHouse.Tenant, new Guid("00000000-0000-7000-8000-0000000000f2"), "Alma") { Roles = new HashSet<string> { "Administrator" } };
    static readonly Caller Key = new(TestHouse.Tenant, null, "API key Carrier") { Scopes = new HashSet<string> { "tracking" } };

    TestHouse house = null!;

    public async ValueTask InitializeAsync() =>
        house = await TestHouse.OnSqlite(rooms: services => services.AddSingleton(new World()).AddSingleton(new RecordAssembly(typeof(SentByTests).Assembly)));

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    public static TheoryData<IRequest<Unit>> ForAdministrators => [new DeliverAgain(1), new FireAgain(1)];

    public static TheoryData<IRequest<Unit>> ForSupervisors =>
        [new CancelInstance(Guid.Empty, ""), new RetryIncident(Guid.Empty, Guid.Empty)];

    [Theory]
    [MemberData(nameof(ForAdministrators), DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(ForSupervisors), DisableDiscoveryEnumeration = true)]
    public async Task A_clerk_is_refused_before_the_request_is_even_read(IRequest<Unit> request)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-ES");

        var refusal = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(request, TestHouse.Clerk));

        refusal.Code.ShouldBe("not-allowed");
        refusal.Message.ShouldStartWith("Solo quien ");
    }

    [Fact]
    public async Task The_state_of_the_system_is_for_administrators()
    {
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ShowSystemState(), TestHouse.Clerk))).Code.ShouldBe("not-allowed");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ShowSystemState(), Supervisor))).Code.ShouldBe("not-allowed");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new ShowSystemState(), Key))).Code.ShouldBe("not-allowed");

        (await house.Send(new ShowSystemState(), Administrator)).TimersArmed.ShouldBe(0);
        (await house.Send(new ShowSystemState(), Caller.System(TestHouse.Tenant))).TimersArmed.ShouldBe(0);
    }

    [Fact]
    public async Task Somebody_who_may_is_told_by_the_request_itself_what_is_wrong()
    {
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new DeliverAgain(1), Administrator))).Code.ShouldBe("dead-letter-unknown");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new RetryIncident(Guid.Empty, Guid.Empty), Supervisor))).Code.ShouldBe("instance-unknown");
    }

    [Fact]
    public async Task What_only_the_product_does_is_refused_to_everybody()
    {
        var request = new DeliverStimulus("Elsa.Event", "Paid");

        foreach (var caller in new[] { TestHouse.Clerk, Supervisor, Administrator, Key, new Caller(null, null, "nobody") })
            (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(request, caller))).Code.ShouldBe("not-allowed", caller.Name);

        await house.Send(request, Caller.System(TestHouse.Tenant));
    }

    [Fact]
    public void A_key_sends_what_its_scope_is_for()
    {
        var request = new SentByAttribute(Senders.Product) { Scope = "tracking" };

        request.Lets(Key).ShouldBeTrue();
        request.Lets(Key with { Scopes = new HashSet<string> { "orders" } }).ShouldBeFalse();
        request.Lets(Administrator).ShouldBeFalse();
        new SentByAttribute(Senders.Anybody).Lets(new Caller(null, null, "nobody")).ShouldBeTrue();
    }

    [Fact]
    public void A_role_that_nobody_knows_opens_nothing()
    {
        var stranger = TestHouse.Clerk with { Roles = new HashSet<string> { "31", "Members", "Product", "clerk" } };

        new SentByAttribute(Senders.Clerks).Lets(stranger).ShouldBeFalse();
    }
}
