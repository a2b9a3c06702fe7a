using BackOfficeFlow.Work.Imports;
using BackOfficeFlow.Work.Scenarios;
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
        services.AddScoped<ParcelNews>();
        services.AddScoped<TrackingIntake>();
        services.AddScoped<OrderIntake>();
        services.AddScoped<IncidentDesk>();
        services.AddScoped<AnswerLinks>();
        services.AddScoped<IImportRow, TrackingEventRow>();
        services.AddScoped<IImportRow, OrderRow>();
        services.AddScoped<ICarrierChannel, MailChannel>();
        services.AddScoped<ICarrierChannel, HttpChannel>();
        services.AddDataProtection();
        services.AddSingleton<IScenarioVerb, OrderVerb>();
        services.AddSingleton<IScenarioVerb, EventVerb>();
        services.AddSingleton<IScenarioVerb, AnswerVerb>();
        services.AddSingleton<IScenarioVerb, NotReceivedVerb>();
        return services;
    }

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapTracking();
        routes.MapAnswers();
    }
}
