using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using FluentValidation;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class MemberTests(WebHouse house)
{
    [Fact]
    public async Task A_clerk_may_not_invite_anybody()
    {
        var (id, _) = await house.NewPerson();
        var clerk = new Caller(WebHouse.Acme, id, "Clerk") { Roles = new HashSet<string> { Roles.Clerk } };

        var refusal = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new InviteUser("x@acme.test", "X", [Roles.Clerk]), clerk));

        refusal.Code.ShouldBe("not-allowed");
    }

    [Fact]
    public async Task An_invitation_says_field_by_field_what_is_wrong()
    {
        var invalid = await Should.ThrowAsync<ValidationException>(() => house.Send(new InviteUser("no address", "", [])));

        invalid.Errors.Select(failure => failure.PropertyName).Distinct().ShouldBe(["Name", "Email", "Roles"], ignoreOrder: true);
    }

    [Fact]
    public async Task Somebody_who_is_a_member_already_is_not_invited_twice()
    {
        var (_, email) = await house.NewPerson();

        var refusal = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new InviteUser(email.ToUpperInvariant(), "Otra Vez", [Roles.Clerk])));

        refusal.Code.ShouldBe("already-member");
    }

    [Fact]
    public async Task The_password_of_somebody_who_works_for_another_company_too_cannot_be_reset_from_here()
    {
        var (id, email) = await house.NewPerson();
        await house.AddUser(WebHouse.Other, email, "Dos", [Roles.Clerk]);

        var refusal = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new MakeResetLink(id)));

        refusal.Code.ShouldBe("works-elsewhere");
    }

    [Fact]
    public async Task A_new_reset_link_makes_the_earlier_one_worthless()
    {
        var (id, _) = await house.NewPerson();
        var first = await house.Send(new MakeResetLink(id));
        var second = await house.Send(new MakeResetLink(id));
        var visitor = new Caller(null, null, "visitor");

        (await house.Send(new FindLink(first.Secret!), visitor)).ShouldBeNull();
        (await house.Send(new FindLink(second.Secret!), visitor)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_disabled_nor_lose_the_role()
    {
        var tenant = "t" + Guid.CreateVersion7().ToString("N")[^12..];
        await house.Send(new FoundCompany(tenant, "Sola"), Caller.System(tenant));
        var only = await house.AddUser(tenant, $"only@{tenant}.test", "Única", [Roles.Administrator]);

        var disabled = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new DisableMember(only), Caller.System(tenant)));
        var demoted = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetRoles(only, [Roles.Clerk]), Caller.System(tenant)));

        disabled.Code.ShouldBe("last-administrator");
        demoted.Code.ShouldBe("last-administrator");
    }

    [Fact]
    public async Task A_member_of_another_company_is_not_to_be_found_from_here()
    {
        var stranger = await house.AddUser(WebHouse.Other, $"s{Guid.CreateVersion7():N}@other.test", "Extraña", [Roles.Clerk]);

        var refusal = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(new SetRoles(stranger, [Roles.Clerk])));

        refusal.Code.ShouldBe("not-found");
        (await house.Send(new ListMembers())).ShouldNotContain(line => line.UserId == stranger);
    }

    [Fact]
    public async Task The_first_visit_is_over_once_there_is_a_user()
    {
        (await house.Send(new InviteFirstAdministrator())).ShouldBeNull();
        var late = new BecomeFirstAdministrator("guess", "Empresa", "Nombre", "a@b.test", WebHouse.Password, "es");
        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(late, Caller.System(BecomeFirstAdministrator.TenantId)))).Code.ShouldBe("link-spent");
    }
}
