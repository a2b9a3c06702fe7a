using System.Globalization;
using BackOfficeFlow.Business.Orders;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

/// <summary>What ends a carrier's deadline, and what a case is watched for meanwhile.</summary>
public sealed class CarrierWatchTests
{
    static readonly DateTimeOffset Due = DateTimeOffset.Parse("2026-11-05T18:00:00+01:00", CultureInfo.InvariantCulture);
    static readonly IncidentLimits Limits = new(Due.AddDays(1));

    [Fact]
    public void The_earliest_limit_is_watched_for()
    {
        var incident = An.Incident(IncidentType.DeliveredDisputed);
        incident.Follow("ORD-AGENT", Due, DeadlineEnd.Answer);

        IncidentClock.Next(incident, true, Due.AddDays(-3), Limits).ShouldBe((Checkpoint.CarrierLate, Due));

        incident.Pass(Checkpoint.CarrierLate, Due);
        IncidentClock.Next(incident, true, Due.AddDays(-3), Limits).ShouldBe((Checkpoint.DecisionOverdue, Due.AddDays(1)));
    }

    [Fact]
    public void The_carriers_answer_ends_the_wait_for_it_and_no_answer_does_not()
    {
        var incident = An.Incident(IncidentType.DeliveredDisputed);
        incident.Follow("ORD-AGENT", Due, DeadlineEnd.Answer);

        incident.CarrierAnswered(CarrierAnswer.NoAnswer, null, false);
        incident.CarrierDueAt.ShouldBe(Due);

        incident.CarrierAnswered(CarrierAnswer.LocatedContinue, true, false);
        incident.CarrierDueAt.ShouldBeNull();
    }

    [Fact]
    public void A_decision_ends_a_deadline_to_decide_but_not_the_wait_for_a_tracer()
    {
        var toDecide = An.Incident(IncidentType.Absent);
        toDecide.Follow("CS-AGENT", Due, DeadlineEnd.Decision);
        var tracer = An.Incident(IncidentType.LostSuspected);
        tracer.Follow("ORD-AGENT", Due, DeadlineEnd.Answer);

        toDecide.CarrierHeard();
        toDecide.CarrierDueAt.ShouldBe(Due);
        toDecide.Decide(Resolution.Instruct, 6.5m, Due.AddDays(-1));
        tracer.Decide(Resolution.Replace, 86.5m, Due.AddDays(-1));

        toDecide.CarrierDueAt.ShouldBeNull();
        tracer.CarrierDueAt.ShouldBe(Due);
    }

    [Fact]
    public void A_new_row_of_the_playbook_begins_anew()
    {
        var incident = An.Incident(IncidentType.Absent);
        incident.Follow("CS-AGENT", Due, DeadlineEnd.Decision);
        incident.Pass(Checkpoint.CarrierLate, Due);

        incident.AttemptFailed(IncidentType.LostSuspected);
        incident.CarrierDueAt.ShouldBeNull();
        incident.Follow("ORD-AGENT", Due.AddDays(3), DeadlineEnd.Answer);

        (incident.Owner, incident.CarrierDueAt, incident.CarrierLateAt).ShouldBe(("ORD-AGENT", Due.AddDays(3), null));
    }

    [Theory]
    [InlineData("ORD-AGENT", false, "q.orders", "q.orders.lead")]
    [InlineData("ORD-AGENT", true, "q.orders.lead", "q.orders.lead")]
    [InlineData("CS-AGENT", true, "q.customer", "q.customer.sup")]
    [InlineData("auto", false, "q.orders", "q.orders.lead")]
    public void An_owner_has_a_queue_and_somebody_who_looks_after_it(string owner, bool leadAtOnce, string queue, string lead) =>
        (IncidentOwners.QueueOf(owner, leadAtOnce), IncidentOwners.LeadOf(owner)).ShouldBe((queue, lead));
}
