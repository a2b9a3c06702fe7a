using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Reads pages and sends their forms as a browser without scripts does.</summary>
public sealed partial class PlainBrowser(HttpClient http) : IDisposable
{
    public HttpClient Http { get; } = http;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

    public Task<string> Read(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);

    /// <summary>What a page says, as people read it.</summary>
    public static async Task<string> Text(HttpResponseMessage page) => WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));

    /// <summary>Opens the page and sends its form, with the hidden fields that stand in it.</summary>
    public async Task<HttpResponseMessage> Submit(string path, params (string Name, string Value)[] fields)
    {
        var page = await Read(path);
        var all = Hidden().Matches(page)
            .Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var content = new FormUrlEncodedContent(all);
        return await Http.PostAsync(new Uri(path, UriKind.Relative), content, Cancel);
    }

    public Task<HttpResponseMessage> SignIn(string email, string password = WebHouse.Password, string path = "/sign-in") =>
        Submit(path, ("Form.Email", email), ("Form.Password", password));

    public async Task<PlainBrowser> SignedInAs(string email)
    {
        using var answer = await SignIn(email);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return this;
    }

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" ?/?>""")]
    private static partial Regex Hidden();
}
