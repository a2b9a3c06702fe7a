using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Whoever asks too often is told so in their language, and when to come back; others are not held up.</summary>
public sealed class LimitTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("es-ES", "Espere ")]
    [InlineData("en-GB", "Wait ")]
    public async Task Too_many_tries_are_told_to_wait(string language, string said)
    {
        await using var house = await EmptyHouse.Open(null, "--SignIn:AttemptsPerMinute=1", "--Links:RequestsPerMinute=2", "--Api:RequestsPerMinute=1");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = house.Address };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        await Refused(said, html: true, () => Page(http, HttpMethod.Post, "/sign-in"));
        await Refused(said, html: true, () => Page(http, HttpMethod.Get, "/answer?t=guess"));
        await Refused(said, html: false, () => Api(http));

        (await Page(http, HttpMethod.Get, "/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    static async Task Refused(string said, bool html, Func<Task<HttpResponseMessage>> ask)
    {
        (await ask()).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        await ask();
        using var answer = await ask();

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(html ? "text/html" : "application/problem+json");
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain(said);
    }

    static async Task<HttpResponseMessage> Page(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await http.SendAsync(request, Cancel);
    }

    static async Task<HttpResponseMessage> Api(HttpClient http)
    {
        using var body = new StringContent("[]", Encoding.UTF8, "application/json");
        return await http.PostAsync(new Uri("/api/v1/carriers/rapidex/tracking-events", UriKind.Relative), body, Cancel);
    }
}
