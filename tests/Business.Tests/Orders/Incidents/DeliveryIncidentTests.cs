using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Runtime;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class DeliveryIncidentTests
{
    [Fact]
    public void Only_a_parcel_whose_place_is_in_doubt_counts_as_not_located()
    {
        An.Incident(IncidentType.Absent).Located.ShouldBe(true);
        An.Incident(IncidentType.LostSuspected).Located.ShouldBeNull();
        An.Incident(IncidentType.DeliveredDisputed).Located.ShouldBeNull();
        An.Incident(IncidentType.LostConfirmed).Lost.ShouldBeTrue();
        An.Incident(IncidentType.Damaged).Damaged.ShouldBeTrue();
    }

    [Fact]
    public void Asks_without_an_answer_are_counted_until_one_comes()
    {
        var incident = An.Incident(IncidentType.Unknown);
        incident.CarrierAnswered(CarrierAnswer.NoAnswer, null, false);
        incident.CarrierAnswered(CarrierAnswer.NoAnswer, null, false);
        incident.UnansweredAsks.ShouldBe(2);

        incident.CarrierAnswered(CarrierAnswer.LocatedContinue, true, admitsFault: true);

        incident.UnansweredAsks.ShouldBe(0);
        incident.Located.ShouldBe(true);
        incident.CarrierAdmitsFault.ShouldBeTrue();
    }

    [Fact]
    public void A_carrier_that_says_lost_is_believed_whatever_its_form_says_about_the_place()
    {
        var incident = An.Incident(IncidentType.LostSuspected);

        incident.CarrierAnswered(CarrierAnswer.Lost, located: true, admitsFault: false);

        incident.Lost.ShouldBeTrue();
        incident.Located.ShouldBe(false);
        incident.Type.ShouldBe(IncidentType.LostConfirmed);
    }

    [Fact]
    public void A_second_event_changes_the_type_but_an_unknown_one_does_not()
    {
        var incident = An.Incident(IncidentType.Absent);

        incident.Join(An.Event(TrackingStatus.Exception));
        incident.Type.ShouldBe(IncidentType.Absent);

        incident.Join(An.Event(TrackingStatus.Exception, IncidentType.Damaged));
        incident.Type.ShouldBe(IncidentType.Damaged);
        incident.Damaged.ShouldBeTrue();
    }

    [Fact]
    public void What_was_arranged_and_failed_counts_as_another_attempt_and_forgets_the_wish()
    {
        var incident = An.Incident(IncidentType.Absent);
        incident.CustomerWants(CustomerWish.Redeliver);
        incident.Decide(Resolution.Instruct, 6m, An.Monday);
        incident.AwaitProof(incident.ShipmentId);

        incident.AttemptFailed(IncidentType.AddressWrong);

        incident.Attempt.ShouldBe(2);
        incident.Type.ShouldBe(IncidentType.AddressWrong);
        incident.Wish.ShouldBeNull();
        incident.DecidedAt.ShouldBeNull();
        incident.ProofAwaited.ShouldBeFalse();
    }

    [Fact]
    public void An_address_is_kept_only_with_the_wish_that_needs_it()
    {
        var incident = An.Incident();
        incident.CustomerWants(CustomerWish.NewAddress, "Calle Nueva 2", "50002");
        incident.NewAddress.ShouldBe("Calle Nueva 2");

        incident.CustomerWants(CustomerWish.Refund, "Calle Nueva 2", "50002");
        incident.NewAddress.ShouldBeNull();
    }

    [Fact]
    public void A_case_is_not_closed_without_a_cause()
    {
        var incident = An.Incident();

        var refusal = Should.Throw<RuleBrokenException>(() => incident.Close(" ", ResponsibleParty.Carrier, An.Monday));

        refusal.Code.ShouldBe("cause-missing");
        incident.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void Closing_frees_the_shipment_and_closing_again_changes_nothing()
    {
        var incident = An.Incident();
        incident.Close("absent", ResponsibleParty.Customer, An.Monday);
        incident.Close("other", ResponsibleParty.Carrier, An.Monday.AddDays(1));

        incident.OpenShipmentId.ShouldBeNull();
        incident.Cause.ShouldBe("absent");
        incident.ClosedAt.ShouldBe(An.Monday);
    }

    [Fact]
    public void The_clock_of_a_consumers_case_runs_from_decision_to_warning_to_the_legal_limit()
    {
        var incident = An.Incident();
        var limits = new IncidentLimits(An.Monday.AddDays(3));

        IncidentClock.Next(incident, true, An.Monday, limits).ShouldBe((Checkpoint.DecisionOverdue, An.Monday.AddDays(3)));

        incident.Escalate(An.Monday.AddDays(3));
        IncidentClock.Next(incident, true, An.Monday, limits).ShouldBe((Checkpoint.DeadlineNear, An.Monday.AddDays(20)));

        incident.WarnOfDeadline(An.Monday.AddDays(20));
        IncidentClock.Next(incident, true, An.Monday, limits).ShouldBe((Checkpoint.DeadlineMissed, An.Monday.AddDays(30)));

        incident.MissDeadline(An.Monday.AddDays(30));
        IncidentClock.Next(incident, true, An.Monday, limits).ShouldBeNull();
    }

    [Fact]
    public void A_business_has_no_thirty_days()
    {
        var incident = An.Incident();
        incident.Decide(Resolution.Refund, 10m, An.Monday);

        IncidentClock.Next(incident, false, An.Monday, new IncidentLimits(An.Monday.AddDays(3))).ShouldBeNull();
    }

    [Theory]
    [InlineData(900, LegalForm.Consumer, false)]
    [InlineData(1100, LegalForm.Consumer, true)]
    [InlineData(1100, LegalForm.Business, true)]
    public void An_order_above_a_thousand_goes_to_the_lead_at_once(decimal price, LegalForm form, bool leadAtOnce)
    {
        var order = An.Order(price / 1.21m, deliveryCharge: 0);

        var facts = IncidentFacts.Of(An.Incident(), An.Shipment(order), order, An.Customer(form), earlierIncidents: 0, [], An.Monday);

        facts["leadAtOnce"].ShouldBe(leadAtOnce);
        facts["customerType"].ShouldBe(form == LegalForm.Consumer ? "consumer" : "business");
    }

    [Fact]
    public void A_second_incident_on_the_same_order_goes_to_the_lead_at_once()
    {
        var order = An.Order(10m);

        IncidentFacts.Of(An.Incident(), An.Shipment(order), order, An.Customer(), 1, [], An.Monday)["leadAtOnce"].ShouldBe(true);
    }

    [Fact]
    public void A_consumer_may_terminate_at_once_when_the_date_was_essential_and_has_passed()
    {
        var order = new SalesOrder
        {
            Id = Guid.Empty, Number = "P", PartyId = Guid.Empty, Channel = "web", OrderedAt = An.Monday, DateIsEssential = true, PromisedOn = new DateOnly(2026, 11, 5)
        };

        Facts(order, LegalForm.Consumer, An.Monday.AddDays(2))["mayTerminateNow"].ShouldBe(false);
        Facts(order, LegalForm.Consumer, An.Monday.AddDays(5))["mayTerminateNow"].ShouldBe(true);
        Facts(order, LegalForm.Business, An.Monday.AddDays(5))["mayTerminateNow"].ShouldBe(false);
    }

    static Dictionary<string, object?> Facts(SalesOrder order, LegalForm form, DateTimeOffset now) =>
        IncidentFacts.Of(An.Incident(), An.Shipment(order), order, An.Customer(form), 0, [], now);
}
