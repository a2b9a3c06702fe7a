using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Data;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Business;

/// <summary>The company's own processes, an area per folder. One line per area.</summary>
public static class BusinessRoom
{
    public static IServiceCollection AddBusiness(this IServiceCollection services)
    {
        services.AddSingleton(new RecordAssembly(typeof(BusinessRoom).Assembly));
        services.AddCustomers();
        services.AddOrders();
        return services;
    }

    public static IEndpointRouteBuilder MapBusiness(this IEndpointRouteBuilder routes)
    {
        routes.MapOrders();
        return routes;
    }
}
