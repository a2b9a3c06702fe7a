using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class RouteTests(WebHouse house)
{
    IEnumerable<RouteEndpoint> Routes => house.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_route_names_a_policy() =>
        Routes.Where(route => Policy(route) is null).Select(route => route.RoutePattern.RawText).Except(ClosedOnPurpose).ShouldBeEmpty();

    // While developing, the framework would serve files from it that are not in the list of assets; the fallback policy keeps it shut.
    static readonly string[] ClosedOnPurpose = ["{**path:file}"];

    [Fact]
    public void Open_to_everybody_are_these_routes_and_the_static_files()
    {
        var open = Routes
            .Where(route => Policy(route) == Policies.Public && route.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => !path.StartsWith("/_framework", StringComparison.Ordinal))
            .Distinct();

        open.Except(Known).ShouldBeEmpty("A new route is open to everybody. If it is meant to be, list it here.");
    }

    static readonly string[] Known =
    [
        "/sign-in", "/sign-out", "/link", "/first-visit", "/language/{language}",
        "/error", "/not-found", "/forbidden", "/{*path}",
        "/health/live", "/health/ready",
        "/openapi/{documentName}.json", "/scalar/{documentName?}", "/scalar/scalar.js", "/scalar/scalar.aspnetcore.js", "/scalar", "/scalar/favicon.svg",
        "/answer",
        // Elsa's clients sign in there: by a password, or by a token that is checked by the route.
        "/elsa/api/identity/login", "/elsa/api/identity/refresh-token",
        // Who may call is said by each endpoint's definition, within what the administrator allows.
        "/workflows/{**path}", "/companies/{company}/workflows/{**path}",
    ];

    [Fact]
    public async Task A_route_that_nobody_gave_a_policy_would_be_closed()
    {
        var options = house.Parts.GetRequiredService<Microsoft.Extensions.Options.IOptions<AuthorizationOptions>>().Value;
        await using var scope = house.Parts.CreateAsyncScope();
        var everything = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(
            Roles.All.Select(role => new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.Role, role)), "test"));

        var answer = await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(everything, options.FallbackPolicy!);

        answer.Succeeded.ShouldBeFalse();
    }

    static string? Policy(Endpoint route) => route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault(policy => policy is not null);
}
