using System.Net;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class StudioFileTests(WebHouse house)
{
    const string Base = StudioRoom.StudioPath;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_as_small_as_the_browser_takes_it_and_is_kept_for_ever()
    {
        using var browser = await Member();

        foreach (var (file, accepted, encoding, type) in Cases)
        {
            using var answer = await Ask(browser, HttpMethod.Get, file, accepted);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentEncoding.ShouldBe(encoding is null ? [] : [encoding], $"{file} for {accepted}");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            answer.Headers.Vary.ShouldContain("Accept-Encoding");
            (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length.ShouldBe((int)answer.Content.Headers.ContentLength!.Value);
        }
    }

    static readonly (string File, string Accepted, string? Encoding, string Type)[] Cases =
    [
        ("_framework/dotnet.js", "br", "br", "text/javascript"),
        ("_framework/dotnet.js", "gzip, deflate", "gzip", "text/javascript"),
        ("_framework/dotnet.js", "br;q=0, gzip", "gzip", "text/javascript"),
        ("_framework/dotnet.js", "identity", null, "text/javascript"),
        ("_content/MudBlazor/MudBlazor.min.css", "gzip, deflate, br, zstd", "br", "text/css"),
    ];

    [Fact]
    public async Task Every_kind_of_file_has_its_type()
    {
        var files = Files();
        using var browser = await Member();

        foreach (var (end, type) in new[] { (".wasm", "application/wasm"), (".dat", "application/octet-stream"), (".woff2", "font/woff2"), (".webmanifest", "application/manifest+json") })
        {
            using var answer = await Ask(browser, HttpMethod.Head, files.Paths.First(path => path.EndsWith(end, StringComparison.Ordinal)), "br");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        }
    }

    [Fact]
    public async Task A_look_at_the_head_brings_no_body_and_what_is_known_is_not_sent_again()
    {
        using var browser = await Member();

        using var head = await Ask(browser, HttpMethod.Head, "_framework/dotnet.js", "br");
        using var again = await Ask(browser, HttpMethod.Get, "_framework/dotnet.js", "br", head.Headers.ETag!.ToString());
        using var other = await Ask(browser, HttpMethod.Get, "_framework/dotnet.js", "gzip", head.Headers.ETag!.ToString());

        head.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(1000);
        (await head.Content.ReadAsByteArrayAsync(Cancel)).ShouldBeEmpty();
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_no_page_loads_is_not_there()
    {
        using var browser = await Member();

        foreach (var path in Hidden)
        {
            using var answer = await Ask(browser, HttpMethod.Get, path, "br");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    static readonly string[] Hidden =
    [
        "package.json", "index.html", "_framework/dotnet.js.br", "_content/MudBlazor/MudBlazor.min.js.map", "_framework", "/etc/passwd",
        "%2e%2e/%2e%2e/package.json", "_framework/%2e%2e%2fpackage.json", "_framework/..%5c..%5cpackage.json",
    ];

    [Fact]
    public async Task Studios_settings_are_ours_and_its_licences_are_told()
    {
        using var browser = await Member();

        (await browser.Read($"{Base}/appsettings.json")).ShouldBe("{}");
        var licences = await browser.Read($"{Base}/licences.txt");
        foreach (var text in new[] { "Elsa Studio", "MIT License", "Apache License", "SIL OPEN FONT LICENSE" })
            licences.ShouldContain(text);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gets_none_of_it()
    {
        using var browser = house.NewBrowser();

        foreach (var path in (string[])["_framework/dotnet.js", "workflows/definitions/some/edit", "session", "appsettings.json"])
        {
            using var answer = await Ask(browser, HttpMethod.Get, path, "br");
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
            answer.Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
        }
    }

    [Fact]
    public void Without_its_folder_the_designer_is_simply_not_there()
    {
        StudioFiles.OfProgram(Path.GetTempPath()).AreThere.ShouldBeFalse();
        new StudioFiles(null).Find("_framework/dotnet.js").ShouldBeNull();
    }

    [Fact]
    public void A_compressed_form_that_is_not_there_is_not_promised() =>
        SendStudioFile.Encoding([new StringWithQualityHeaderValue("br"), new StringWithQualityHeaderValue("gzip")], new StudioFile("x.png", "image/png", false, true)).ShouldBe("gzip");

    async Task<PlainBrowser> Member()
    {
        Files();
        return await house.NewBrowser().SignedInAs(WebHouse.Clerk);
    }

    StudioFiles Files()
    {
        var files = house.Parts.GetRequiredService<StudioFiles>();
        Requires.That(files.AreThere, "Needs Elsa Studio: install Node.js with npm and build again.");
        return files;
    }

    static Task<HttpResponseMessage> Ask(PlainBrowser browser, HttpMethod method, string path, string accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{Base}/{path}", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}
