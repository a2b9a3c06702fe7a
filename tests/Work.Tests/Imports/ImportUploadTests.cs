using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Tests.Imports;

public sealed class ImportUploadTests
{
    [Fact]
    public async Task A_posted_file_becomes_an_import_whose_page_is_shown_next()
    {
        await using var house = await Open();

        var (status, http) = await Post(house, Form(("__RequestVerificationToken", "token"), ("kind", "references")), "reference\nA-1\n"u8.ToArray());

        status.ShouldBe(303);
        var import = (await house.Send(new ListImports())).Imports.Single();
        http.Response.Headers.Location.ToString().ShouldBe($"/imports/{import.Id}");
        import.FileName.ShouldBe("rows.csv");
        import.State.ShouldBe(ImportState.Waiting);
    }

    [Fact]
    public async Task A_form_that_did_not_come_from_our_page_is_refused_before_a_byte_of_the_file_is_kept()
    {
        await using var house = await Open();

        var (status, _) = await Post(house, Form(("__RequestVerificationToken", "forged"), ("kind", "references")), "reference\nA-1\n"u8.ToArray());

        status.ShouldBe(400);
        await NothingIsKept(house);
    }

    [Fact]
    public async Task More_than_is_taken_is_answered_in_words_and_leaves_nothing()
    {
        await using var house = await Open();

        var (status, http) = await Post(house, Form(("__RequestVerificationToken", "token"), ("kind", "references")), new byte[1001].Select(_ => (byte)'a').ToArray(), maxBytes: 1000);

        status.ShouldBe(413);
        (await Answer(http)).ShouldContain("1000 B");
        await NothingIsKept(house);
    }

    [Theory]
    [InlineData("PK\u0003\u0004xxxx", "CSV UTF-8")]
    [InlineData("\u00FF\u00FEa\0;\0", "UTF-16")]
    [InlineData("a;b\0c\n", "text file")]
    [InlineData("", "empty")]
    [InlineData("<html>", "no kind of file")]
    public async Task What_is_no_csv_is_refused_with_what_to_do_instead(string bytes, string said)
    {
        await using var house = await Open();

        var (status, http) = await Post(house, Form(("__RequestVerificationToken", "token"), ("kind", "references")), Encoding.Latin1.GetBytes(bytes));

        status.ShouldBe(400);
        (await Answer(http)).ShouldContain(said);
        await NothingIsKept(house);
    }

    [Fact]
    public async Task An_unknown_kind_of_row_names_the_known_ones()
    {
        await using var house = await Open();

        var (status, http) = await Post(house, Form(("__RequestVerificationToken", "token"), ("kind", "nonsense")), "reference\nA-1\n"u8.ToArray());

        status.ShouldBe(400);
        (await Answer(http)).ShouldContain("references");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=other")]
    public async Task A_body_that_is_no_form_is_refused(string contentType)
    {
        await using var house = await Open();

        var (status, _) = await Post(house, Form(("__RequestVerificationToken", "token")), "reference\n"u8.ToArray(), contentType: contentType);

        status.ShouldBe(400);
    }

    static Task<TestHouse> Open() => TestHouse.OnSqlite(services => services
        .AddSingleton(new RowTrial()).AddScoped<IImportRow, ReferenceRow>().AddScoped<ICallerSource, ClerkAsks>());

    static async Task NothingIsKept(TestHouse house)
    {
        (await house.Read(db => db.Set<StoredFile>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(0);
        (await house.Read(db => db.Set<StoredContent>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(0);
        (await house.Read(db => db.Set<ImportJob>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(0);
    }

    static string Form(params (string Name, string Value)[] fields) =>
        string.Concat(fields.Select(field => $"--edge\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n"));

    static async Task<(int Status, HttpContext Http)> Post(TestHouse house, string fields, byte[] file, long maxBytes = 1_000_000, string contentType = "multipart/form-data; boundary=edge")
    {
        await using var scope = house.Parts.CreateAsyncScope();
        var parts = scope.ServiceProvider;
        var http = new DefaultHttpContext { RequestServices = parts };
        http.Request.Method = "POST";
        http.Request.ContentType = contentType;
        http.Request.Headers.Accept = "text/html";
        http.Request.Body = new MemoryStream(
        [
            .. Encoding.UTF8.GetBytes(fields + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n"),
            .. file,
            .. "\r\n--edge--\r\n"u8
        ]);
        http.Response.Body = new MemoryStream();

        var result = await ImportUpload.Take(
            http, parts.GetRequiredService<Requests>(), parts.GetRequiredService<Uploads>(), new OneToken(), Options.Create(new AntiforgeryOptions()), Options.Create(new ImportSettings { MaxBytes = maxBytes }));
        await result.ExecuteAsync(http);
        return (http.Response.StatusCode, http);
    }

    static async Task<string> Answer(HttpContext http)
    {
        http.Response.Body.Position = 0;
        return await new StreamReader(http.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Knows one token.</summary>
    sealed class OneToken : IAntiforgery
    {
        public Task ValidateRequestAsync(HttpContext httpContext) =>
            httpContext.Request.Headers["RequestVerificationToken"] == "token" ? Task.CompletedTask : throw new AntiforgeryValidationException("Not ours.");

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => Task.FromResult(httpContext.Request.Headers["RequestVerificationToken"] == "token");
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => new("token", "cookie", "field", "RequestVerificationToken");
        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => GetAndStoreTokens(httpContext);
        public void SetCookieTokenAndHeader(HttpContext httpContext) => httpContext.Response.Headers["RequestVerificationToken"] = "token";
    }
}
