using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Who may enter and what they may do: users, companies, memberships, one-time links, API keys, policies.</summary>
public static class AccountsArea
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserStore<UserStore>();

        services.AddDataProtection().SetApplicationName("BackOfficeFlow");
        services.AddSingleton<ProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(wiring =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = wiring.GetRequiredService<ProtectionKeys>()));

        services.AddSingleton<KeptApiKeys>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<Tokens>();
        services.AddScoped<CompanyPlaces>();
        services.AddAuthorization(Policies.Define);
        return services;
    }
}
