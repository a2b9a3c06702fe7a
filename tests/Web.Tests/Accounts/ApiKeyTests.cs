using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class ApiKeyTests(WebHouse house)
{
    [Theory]
    [InlineData("Authorization", "ApiKey ")]
    [InlineData("X-Api-Key", "")]
    public async Task A_key_lets_a_program_in_for_its_tenant_and_scope(string header, string before)
    {
        var key = await house.Send(new CreateApiKey("Carrier", [ApiScopes.Tracking], 30));

        var (result, allowed) = await Try(header, before + key.Secret);

        result.Succeeded.ShouldBeTrue();
        result.Principal!.TenantId().ShouldBe(WebHouse.Acme);
        allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var key = await house.Send(new CreateApiKey("Old", [ApiScopes.Tracking], null));
        (await Try("X-Api-Key", key.Secret)).Result.Succeeded.ShouldBeTrue();
        await house.Send(new RevokeApiKey(key.Id));

        (await Try("X-Api-Key", key.Secret)).Result.Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_that_was_looked_up_before_it_was_revoked_is_not_kept_afterwards()
    {
        var kept = house.Parts.GetRequiredService<KeptApiKeys>();
        var key = await house.Send(new CreateApiKey("Racing", [ApiScopes.Tracking], null));
        var before = kept.Forgettings;
        var found = (await house.Send(new FindApiKey(key.Secret)))!;
        await house.Send(new RevokeApiKey(key.Id));

        kept.Keep(key.Secret, found, before);

        kept.Find(key.Secret).ShouldBeNull();
    }

    [Fact]
    public async Task An_unknown_key_is_refused() =>
        (await Try("Authorization", "ApiKey bof_guess")).Result.Succeeded.ShouldBeFalse();

    [Fact]
    public async Task The_key_itself_is_not_kept()
    {
        var key = await house.Send(new CreateApiKey("Secret", [ApiScopes.Tracking], 30));

        await using var scope = house.Parts.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        db.TenantId = WebHouse.Acme;
        var row = await db.Set<ApiKey>().AsNoTracking().SingleAsync(row => row.Id == key.Id, TestContext.Current.CancellationToken);

        row.Hash.ShouldNotContain(key.Secret);
        key.Secret.ShouldStartWith(row.Beginning);
        row.Beginning.Length.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task A_key_of_another_company_is_neither_listed_nor_revoked_from_here()
    {
        var key = await house.Send(new CreateApiKey("Theirs", [ApiScopes.Tracking], 30), Caller.System(WebHouse.Other));

        (await house.Send(new ListApiKeys())).ShouldNotContain(line => line.Id == key.Id);
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new RevokeApiKey(key.Id)))).Code.ShouldBe("not-found");
    }

    async Task<(AuthenticateResult Result, bool Allowed)> Try(string header, string value)
    {
        await using var scope = house.Parts.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Headers[header] = value;
        var result = await context.AuthenticateAsync(ApiKeyScheme.Name);
        var allowed = result.Succeeded
            && (await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(result.Principal, Policies.ApiTracking)).Succeeded;
        return (result, allowed);
    }
}
