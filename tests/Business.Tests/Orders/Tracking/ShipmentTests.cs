using BackOfficeFlow.Business.Orders;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class ShipmentTests
{
    [Fact]
    public void An_older_event_that_comes_late_does_not_turn_the_parcel_back()
    {
        var shipment = An.Shipment();
        shipment.Take(An.Event(TrackingStatus.OutForDelivery, at: An.Monday.AddHours(5)));

        var isNews = shipment.Take(An.Event(TrackingStatus.InTransit, at: An.Monday.AddHours(1)));

        isNews.ShouldBeFalse();
        shipment.Status.ShouldBe(TrackingStatus.OutForDelivery);
        shipment.LastEventAt.ShouldBe(An.Monday.AddHours(5));
    }

    [Fact]
    public void A_delivered_parcel_is_over_until_its_delivery_is_denied()
    {
        var shipment = An.Shipment();
        shipment.Take(An.Event(TrackingStatus.Delivered, at: An.Monday.AddHours(2)));

        shipment.IsOver.ShouldBeTrue();
        shipment.DeliveredAt.ShouldBe(An.Monday.AddHours(2));

        shipment.Dispute();
        shipment.IsOver.ShouldBeFalse();
        shipment.DeliveredAt.ShouldBeNull();
    }

    [Fact]
    public void Failed_attempts_are_counted()
    {
        var shipment = An.Shipment();
        shipment.Take(An.Event(TrackingStatus.AttemptFail, at: An.Monday.AddHours(2)));
        shipment.Take(An.Event(TrackingStatus.AttemptFail, at: An.Monday.AddHours(26)));

        shipment.FailedAttempts.ShouldBe(2);
    }

    [Fact]
    public void An_acknowledgement_says_nothing_about_where_the_parcel_is()
    {
        var shipment = An.Shipment();
        shipment.Take(An.Event(TrackingStatus.AttemptFail, at: An.Monday.AddHours(2)));
        shipment.Take(An.Event(TrackingStatus.Acknowledged, at: An.Monday.AddHours(3)));

        shipment.Status.ShouldBe(TrackingStatus.AttemptFail);
    }

    [Theory]
    [InlineData(TrackingStatus.AttemptFail, true)]
    [InlineData(TrackingStatus.Exception, true)]
    [InlineData(TrackingStatus.Expired, true)]
    [InlineData(TrackingStatus.Returned, true)]
    [InlineData(TrackingStatus.InstructionsWanted, true)]
    [InlineData(TrackingStatus.InTransit, false)]
    [InlineData(TrackingStatus.Delivered, false)]
    [InlineData(TrackingStatus.Unknown, false)]
    public void Only_trouble_opens_a_case(TrackingStatus status, bool opens) => TriggerRules.Opens(status).ShouldBe(opens);

    [Theory]
    [InlineData(TrackingStatus.Expired, null, IncidentType.PickupExpired)]
    [InlineData(TrackingStatus.Returned, null, IncidentType.ReturnedToSender)]
    [InlineData(TrackingStatus.Returned, IncidentType.Refused, IncidentType.Refused)]
    [InlineData(TrackingStatus.Exception, null, IncidentType.Unknown)]
    public void The_carriers_profile_decides_the_type_and_the_status_only_what_it_leaves_open(TrackingStatus status, IncidentType? mapped, IncidentType expected) =>
        TriggerRules.Type(status, mapped).ShouldBe(expected);
}
