using BackOfficeFlow.Work.Imports;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Orders, parcels, and what happens when one does not arrive. May use Customers: who ordered.</summary>
static class OrdersArea
{
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.AddScoped<Deadlines>();
        services.AddScoped<Carriers>();
        services.AddScoped<CarrierReplies>();
        services.AddScoped<ParcelWatch>();
        services.AddScoped<DeliveryCases>();
        services.AddScoped<IncidentDesk>();
        services.AddScoped<AnswerLinks>();
        services.AddScoped<IImportRow, TrackingEventRow>();
        services.AddScoped<IImportRow, OrderRow>();
        return services;
    }

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapTracking();
        routes.MapAnswers();
    }
}
