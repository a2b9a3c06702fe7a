using System.Net;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class SignInTests(WebHouse house)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_opens_the_door_with_a_cookie_that_scripts_cannot_read()
    {
        using var browser = house.NewBrowser();

        using var answer = await browser.SignIn(WebHouse.Clerk, path: "/sign-in?back=%2Fcases");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/cases");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("bof=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task Nobody_is_led_to_another_site_after_signing_in(string back)
    {
        using var browser = house.NewBrowser();

        using var answer = await browser.SignIn(WebHouse.Clerk, path: $"/sign-in?back={Uri.EscapeDataString(back)}");

        answer.Headers.Location!.ToString().ShouldNotContain("evil");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        using var browser = house.NewBrowser();
        var (_, email) = await house.NewPerson();

        using var wrong = await browser.SignIn(email, "not the right one");
        using var unknown = await browser.SignIn("nobody@nowhere.test", "not the right one");

        wrong.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PlainBrowser.Text(wrong)).ShouldContain("El correo y la contraseña no coinciden.");
        (await PlainBrowser.Text(unknown)).ShouldContain("El correo y la contraseña no coinciden.");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        using var browser = house.NewBrowser();
        var (_, email) = await house.NewPerson();

        for (var i = 0; i < 5; i++)
            (await browser.SignIn(email, "not the right one")).Dispose();
        using var answer = await browser.SignIn(email);

        (await PlainBrowser.Text(answer)).ShouldContain("Demasiadas contraseñas erróneas");
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        using var browser = house.NewBrowser();
        using var form = new FormUrlEncodedContent(
            [new("_handler", "sign-in"), new("Form.Email", WebHouse.Clerk), new("Form.Password", WebHouse.Password)]);

        using var answer = await browser.Http.PostAsync(new Uri("/sign-in", UriKind.Relative), form, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_for_members_sends_a_stranger_to_sign_in_and_back()
    {
        using var browser = house.NewBrowser();

        using var answer = await browser.Get("/admin/users");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.PathAndQuery.ShouldBe("/sign-in?back=%2Fadmin%2Fusers");
    }

    [Fact]
    public async Task A_clerk_does_not_get_into_administration()
    {
        using var browser = await house.NewBrowser().SignedInAs(WebHouse.Clerk);

        using var answer = await browser.Get("/admin/users");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsolutePath.ShouldBe("/forbidden");
    }

    [Fact]
    public async Task Signing_out_ends_it()
    {
        using var browser = await house.NewBrowser().SignedInAs(WebHouse.Clerk);

        using var left = await browser.Submit("/sign-out");
        using var after = await browser.Get("/admin/users");

        left.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        after.Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Whoever_works_for_two_companies_chooses_one_and_is_in_that_one_only()
    {
        var (_, email) = await house.NewPerson();
        await house.AddUser(WebHouse.Other, email, "Dos Empresas", [Roles.Administrator]);
        using var browser = house.NewBrowser();

        using var signedIn = await browser.SignIn(email);
        signedIn.Headers.Location!.ToString().ShouldContain("choose-company");
        (await browser.Get("/admin/users")).Headers.Location!.AbsolutePath.ShouldBe("/forbidden");
        using var chosen = await browser.Submit("/choose-company", ("TenantId", WebHouse.Other));

        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Get("/admin/users")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_company_that_one_does_not_belong_to_cannot_be_chosen()
    {
        using var browser = await house.NewBrowser().SignedInAs(WebHouse.Clerk);

        using var answer = await browser.Submit("/choose-company", ("TenantId", WebHouse.Other));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PlainBrowser.Text(answer)).ShouldContain("No es miembro");
    }

    [Fact]
    public async Task An_invited_person_chooses_a_password_by_a_link_that_works_once()
    {
        var invitation = await house.Send(new InviteUser($"new{Guid.CreateVersion7():N}@acme.test", "Nueva Persona", [Roles.Clerk]));
        var path = $"/link?t={invitation.Secret}";
        using var browser = house.NewBrowser();

        using var short1 = await browser.Submit(path, ("Form.Password", "short"), ("Form.Again", "short"));
        (await PlainBrowser.Text(short1)).ShouldContain("al menos 12 caracteres");
        using var chosen = await browser.Submit(path, ("Form.Password", WebHouse.Password), ("Form.Again", WebHouse.Password));
        using var again = await browser.Get(path);

        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PlainBrowser.Text(again)).ShouldContain("ya se ha usado o ha caducado");
    }
}
