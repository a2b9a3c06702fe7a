using System.Net;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What time does to sign-ins, links and keys. They move the clock of the whole house, so they run when nothing else does.</summary>
[Collection(nameof(MovesTheClock))]
public sealed class ClockTests(WebHouse house)
{
    [Fact]
    public async Task A_disabled_member_is_out_within_a_minute()
    {
        var (id, email) = await house.NewPerson(Roles.Administrator);
        using var browser = await house.NewBrowser().SignedInAs(email);
        (await browser.Get("/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await house.Send(new DisableMember(id));
        house.Clock.Advance(TimeSpan.FromSeconds(61));
        using var after = await browser.Get("/admin/users");

        after.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        after.Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task A_link_that_is_too_old_opens_nothing()
    {
        var (id, _) = await house.NewPerson();
        var link = await house.Send(new MakeResetLink(id));

        house.Clock.Advance(AccountLink.Life + TimeSpan.FromSeconds(1));

        (await house.Send(new FindLink(link.Secret!), new Caller(null, null, "visitor"))).ShouldBeNull();
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetPassword(link.Secret!, WebHouse.Password)))).Code.ShouldBe("link-spent");
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var key = await house.Send(new CreateApiKey("Short", [ApiScopes.Tracking], 1));

        house.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        (await house.Send(new FindApiKey(key.Secret), new Caller(null, null, "visitor"))).ShouldBeNull();
    }
}

[CollectionDefinition(nameof(MovesTheClock), DisableParallelization = true)]
public sealed class MovesTheClock;
