using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>How Elsa's other clients sign in. What time does to their tokens moves the clock of the whole house, so they run when nothing else does.</summary>
[Collection(nameof(MovesTheClock))]
public sealed class LoginTests(WebHouse house) : IDisposable
{
    const string Features = "/elsa/api/features/installed";

    readonly HttpClient program = new() { BaseAddress = house.Address };

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Name_and_password_give_a_token_that_lets_its_holder_in()
    {
        var (id, email) = await house.NewPerson(Roles.Designer);

        var tokens = await SignIn(email);

        tokens.GetProperty("isAuthenticated").GetBoolean().ShouldBeTrue();
        var claims = Claims(tokens, "accessToken");
        claims.GetProperty("sub").GetString().ShouldBe(id.ToString());
        claims.GetProperty("name").GetString().ShouldBe(email);
        claims.GetProperty("role").GetString().ShouldBe(Roles.Designer);
        claims.GetProperty("token_use").GetString().ShouldBe("access");
        claims.GetProperty("permissions").EnumerateArray().Select(permission => permission.GetString()).ShouldContain("publish:workflow-definitions");
        Claims(tokens, "refreshToken").GetProperty("token_use").GetString().ShouldBe("refresh");
        (await Call(Text(tokens, "accessToken"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_answered_alike()
    {
        var (_, email) = await house.NewPerson(Roles.Designer);

        var wrong = await SignIn(email, "wrong");
        var unknown = await SignIn("nobody@acme.test");

        wrong.GetRawText().ShouldBe("""{"isAuthenticated":false}""");
        unknown.GetRawText().ShouldBe(wrong.GetRawText());
    }

    [Fact]
    public async Task Whoever_works_for_several_companies_names_one()
    {
        var (_, email) = await house.NewPerson(Roles.Designer);
        await house.AddUser(WebHouse.Other, email, "Same", [Roles.Clerk]);

        using var asked = await program.PostAsJsonAsync("/elsa/api/identity/login", new { username = email, password = WebHouse.Password }, Cancel);
        var tokens = await SignIn(email, WebHouse.Password, WebHouse.Other);
        var elsewhere = await SignIn(email, WebHouse.Password, "third");

        asked.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await asked.Content.ReadAsStringAsync(Cancel)).ShouldContain("X-Tenant-Id");
        Claims(tokens, "accessToken").GetProperty("role").GetString().ShouldBe(Roles.Clerk);
        elsewhere.TryGetProperty("accessToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_an_access_token_of_ours_lets_in()
    {
        var tokens = await SignIn((await house.NewPerson(Roles.Designer)).Email);
        var access = Text(tokens, "accessToken");

        (await Call(Text(tokens, "refreshToken"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(Forged(access))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(access[..^3] + (access.EndsWith("AAA", StringComparison.Ordinal) ? "BBB" : "AAA"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Call("rubbish")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Renew(access)).GetProperty("isAuthenticated").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_access_token_runs_out_and_is_renewed()
    {
        var tokens = await SignIn((await house.NewPerson(Roles.Designer)).Email);

        house.Clock.Advance(Tokens.AccessLife + TimeSpan.FromSeconds(1));
        var renewed = await Renew(Text(tokens, "refreshToken"));

        (await Call(Text(tokens, "accessToken"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Call(Text(renewed, "accessToken"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_that_comes_back_after_it_was_used_ends_all_of_its_sign_in()
    {
        var tokens = await SignIn((await house.NewPerson(Roles.Designer)).Email);
        var second = await Renew(Text(tokens, "refreshToken"));

        house.Clock.Advance(TimeSpan.FromSeconds(31));

        (await Renew(Text(tokens, "refreshToken"))).GetProperty("isAuthenticated").GetBoolean().ShouldBeFalse();
        (await Renew(Text(second, "refreshToken"))).GetProperty("isAuthenticated").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_refresh_token_shown_twice_at_once_is_taken_twice()
    {
        var tokens = await SignIn((await house.NewPerson(Roles.Designer)).Email);

        (await Renew(Text(tokens, "refreshToken"))).GetProperty("isAuthenticated").GetBoolean().ShouldBeTrue();
        (await Renew(Text(tokens, "refreshToken"))).GetProperty("isAuthenticated").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_password_or_a_shut_door_ends_the_tokens()
    {
        var (id, email) = await house.NewPerson(Roles.Designer);
        var (shut, shutEmail) = await house.NewPerson(Roles.Designer);
        var tokens = await SignIn(email);
        var shutTokens = await SignIn(shutEmail);

        await house.Send(new SetPassword((await house.Send(new MakeResetLink(id))).Secret!, "another long password"));
        await house.Send(new DisableMember(shut));
        house.Clock.Advance(TimeSpan.FromSeconds(11));

        (await Call(Text(tokens, "accessToken"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Renew(Text(tokens, "refreshToken"))).GetProperty("isAuthenticated").GetBoolean().ShouldBeFalse();
        (await Call(Text(shutTokens, "accessToken"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Renew(Text(shutTokens, "refreshToken"))).GetProperty("isAuthenticated").GetBoolean().ShouldBeFalse();
    }

    async Task<JsonElement> SignIn(string email, string password = WebHouse.Password, string? company = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/elsa/api/identity/login", UriKind.Relative))
        {
            Content = JsonContent.Create(new { username = email, password }),
        };
        if (company is not null)
            request.Headers.Add("X-Tenant-Id", company);
        using var answer = await program.SendAsync(request, Cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    async Task<JsonElement> Renew(string token)
    {
        using var answer = await Send(HttpMethod.Post, "/elsa/api/identity/refresh-token", token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    async Task<HttpStatusCode> Call(string token)
    {
        using var answer = await Send(HttpMethod.Get, Features, token);
        return answer.StatusCode;
    }

    async Task<HttpResponseMessage> Send(HttpMethod method, string path, string token)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", token);
        return await program.SendAsync(request, Cancel);
    }

    static string Text(JsonElement tokens, string name) => tokens.GetProperty(name).GetString()!;

    static JsonElement Claims(JsonElement tokens, string name) => JsonDocument.Parse(Decode(Text(tokens, name).Split('.')[1])).RootElement;

    /// <summary>The same claims, as if no signature were needed.</summary>
    static string Forged(string token) =>
        System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8) + "." + token.Split('.')[1] + ".";

    static byte[] Decode(string part) => System.Buffers.Text.Base64Url.DecodeFromChars(part);
}
