using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class RecordTrackingEventTests : IAsyncLifetime
{
    TestHouse house = null!;

    public async ValueTask InitializeAsync()
    {
        house = await TestHouse.OnSqlite(services => services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider()));
        await house.Import(Repository.PathTo("workflows"));
        await house.Send(new BackOfficeFlow.Work.Queues.OpenKnownQueues(), Caller.System(TestHouse.Tenant));
        await house.Send(new RegisterParty("C-1", PartyKind.Customer, LegalForm.Consumer, "Lucía Ferrer Vidal") { Email = "lucia@cliente.example" });
        await house.Send(new RegisterOrder("P-1", "C-1", "web", house.Now.AddDays(-2), [new OrderedItem("LAMP", "Lámpara", 1, 80m)]));
        await house.Send(new RegisterShipment("P-1", "rapidex", "RX1", house.Now.AddDays(-1)) { Recipient = "Lucía Ferrer Vidal", Address = "Calle Mayor 1", Postcode = "50001" });
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task An_event_told_twice_is_kept_once_and_opens_one_case()
    {
        var told = new RecordTrackingEvent("rapidex", "e1", "RX1", "AUS", house.Now);

        (await house.Send(told)).WasKnown.ShouldBeFalse();
        (await house.Send(told)).WasKnown.ShouldBeTrue();

        (await Count<TrackingEvent>()).ShouldBe(1);
        (await Count<DeliveryIncident>()).ShouldBe(1);
        (await Count<WorkflowInstance>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_event_joins_the_open_case()
    {
        await house.Send(new RecordTrackingEvent("rapidex", "e1", "RX1", "AUS", house.Now));
        await house.Send(new RecordTrackingEvent("rapidex", "e2", "RX1", "DIE", house.Now));

        (await Count<WorkflowInstance>()).ShouldBe(1);
        (await house.Read(db => db.Set<DeliveryIncident>().SingleAsync())).Type.ShouldBe(IncidentType.AddressWrong);
    }

    [Fact]
    public async Task The_same_event_told_many_times_at_once_is_kept_once()
    {
        var told = new RecordTrackingEvent("rapidex", "e1", "RX1", "AUS", house.Now);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.SendOnly(told)));
        await house.Settle();

        (await Count<TrackingEvent>()).ShouldBe(1);
        (await Count<WorkflowInstance>()).ShouldBe(1);
    }

    [Theory]
    [InlineData("rapidex", "RX-NOBODY", 0, "shipment-unknown")]
    [InlineData("rapidex", "RX1", 10, "event-from-future")]
    [InlineData("nobody", "RX1", 0, "carrier-unknown")]
    [InlineData("nortepaq", "RX1", 0, "shipment-unknown")]
    public async Task An_event_that_cannot_be_right_is_refused_and_leaves_nothing(string carrier, string tracking, int minutesAhead, string code)
    {
        var refusal = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new RecordTrackingEvent(carrier, "e1", tracking, "AUS", house.Now.AddMinutes(minutesAhead))));

        refusal.Code.ShouldBe(code);
        (await Count<TrackingEvent>()).ShouldBe(0);
        (await Count<WorkflowInstance>()).ShouldBe(0);
    }

    [Fact]
    public async Task Another_tenants_parcel_is_unknown()
    {
        await house.Import(Repository.PathTo("workflows"), "other");

        var refusal = await Should.ThrowAsync<RuleBrokenException>(
            () => house.Send(new RecordTrackingEvent("rapidex", "e1", "RX1", "AUS", house.Now), Caller.System("other")));

        refusal.Code.ShouldBe("shipment-unknown");
        (await Count<TrackingEvent>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_link_takes_one_answer_and_none_when_it_has_expired()
    {
        await house.Send(new RecordTrackingEvent("rapidex", "e1", "RX1", "AUS", house.Now));
        var question = await house.Read(db => db.Set<CustomerAnswer>().AsNoTracking().SingleAsync());

        await house.Send(new GiveAnswer(question.Id, CustomerWish.Redeliver));

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new GiveAnswer(question.Id, CustomerWish.Refund)))).Code.ShouldBe("answered-already");
        (await house.Read(db => db.Set<CustomerAnswer>().AsNoTracking().SingleAsync())).Wish.ShouldBe(CustomerWish.Redeliver);
    }

    [Fact]
    public async Task Looking_at_a_question_changes_nothing()
    {
        await house.Send(new RecordTrackingEvent("rapidex", "e1", "RX1", "AUS", house.Now));
        var question = await house.Read(db => db.Set<CustomerAnswer>().AsNoTracking().SingleAsync());

        for (var time = 0; time < 3; time++)
            (await house.Send(new ShowQuestion(question.Id))).ShouldNotBeNull().IsAnswered.ShouldBeFalse();

        (await house.Read(db => db.Set<CustomerAnswer>().AsNoTracking().SingleAsync())).Revision.ShouldBe(question.Revision);
    }

    [Fact]
    public async Task Each_event_moves_the_one_timer_of_silence()
    {
        var before = await house.Read(db => db.Set<ArmedTimer>().AsNoTracking().SingleAsync(timer => timer.Kind == ParcelWatch.Silence));

        await house.Advance(TimeSpan.FromHours(30));
        await house.Send(new RecordTrackingEvent("rapidex", "e1", "RX1", "TRA", house.Now));

        var after = await house.Read(db => db.Set<ArmedTimer>().AsNoTracking().SingleAsync(timer => timer.Kind == ParcelWatch.Silence));
        after.DueAt.ShouldBeGreaterThan(before.DueAt);

        await house.Send(new RecordTrackingEvent("rapidex", "e2", "RX1", "ENT", house.Now));
        (await house.Read(db => db.Set<ArmedTimer>().CountAsync(timer => timer.Kind == ParcelWatch.Silence))).ShouldBe(0);
    }

    Task<int> Count<T>() where T : class => house.Read(db => db.Set<T>().CountAsync());
}
