using BackOfficeFlow.Work.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Business.Customers;

/// <summary>The parties that the company has to do with, and how to reach them. Uses no other area.</summary>
static class CustomersArea
{
    public static IServiceCollection AddCustomers(this IServiceCollection services)
    {
        services.AddScoped<IContactSource, PartyContacts>();
        return services;
    }
}
