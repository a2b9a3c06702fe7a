using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Cases;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Tasks;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>Files in the forms of tasks: how they come in, and which references a finished form may hold.</summary>
public sealed class TaskFileTests : IAsyncLifetime
{
    static readonly Caller Ana = new(TestHouse.Tenant, new Guid(11, 0, 0, new byte[8]), "Ana") { Roles = new HashSet<string> { "Clerk" }, Queues = new HashSet<string> { "q.billing" } };
    static readonly byte[] Pdf = "%PDF-1.4 paid in full"u8.ToArray();

    TestHouse house = null!;
    Guid instance;
    UserTask task = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        house = await TestHouse.OnSqlite(services => services.AddScoped<ICallerSource, AnaAsks>());
        await Refund.Furnish(house);
        instance = await Refund.Open(house);
        task = await Refund.OpenTask(house, instance);
        await house.Send(new ClaimTask(task.Id), Ana);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_file_of_the_field_is_kept_and_goes_with_the_answer_into_the_case()
    {
        var answer = await Post("proof", "recibo nº 1.pdf", Pdf);

        answer.Status.ShouldBe(201);
        var id = JsonId(answer.Body);
        await house.Send(Finish(("proof", id)), Ana);
        var seen = await house.Send(new ShowCase(instance), Ana);
        var file = seen.Files.ShouldHaveSingleItem();
        (file.Id, file.Name, file.Size).ShouldBe((Guid.Parse(id), "recibo nº 1.pdf", Pdf.Length));
        (await house.In<FileReader, byte[]>(reader => reader.ReadAll(file, TestContext.Current.CancellationToken))).ShouldBe(Pdf);
    }

    [Theory]
    [InlineData("proof", "note.txt", "plain text", 409, "pdf")]
    [InlineData("proof", "fake.pdf", "<html>", 409, "no kind of file")]
    [InlineData("papers", "page.html", "<script>", 409, "no kind of file")]
    [InlineData("proof", "empty.pdf", "", 400, "empty")]
    [InlineData("amount", "a.pdf", "%PDF-1.4", 409, "amount")]
    [InlineData("nowhere", "a.pdf", "%PDF-1.4", 409, "nowhere")]
    public async Task What_the_field_does_not_take_is_refused_in_words_and_leaves_nothing(string field, string name, string bytes, int status, string said)
    {
        var answer = await Post(field, name, Encoding.UTF8.GetBytes(bytes));

        answer.Status.ShouldBe(status);
        answer.Body.ShouldContain(said);
        await NothingIsKept();
    }

    [Fact]
    public async Task More_than_the_field_takes_is_refused_in_words_and_leaves_nothing()
    {
        var answer = await Post("proof", "big.pdf", [.. Pdf, .. new byte[1024 * 1024]]);

        answer.Status.ShouldBe(413);
        answer.Body.ShouldContain("1 MB");
        await NothingIsKept();
    }

    [Fact]
    public async Task What_did_not_come_from_our_page_is_refused()
    {
        var answer = await Post("proof", "a.pdf", Pdf, token: "forged");

        answer.Status.ShouldBe(400);
        await NothingIsKept();
    }

    [Fact]
    public async Task Only_the_holder_of_the_task_attaches_anything()
    {
        await house.Send(new ReleaseTask(task.Id), Ana);

        var answer = await Post("proof", "a.pdf", Pdf);

        answer.Status.ShouldBe(409);
        await NothingIsKept();
    }

    [Fact]
    public async Task An_upload_that_nothing_speaks_of_is_forgotten_after_a_day_and_what_a_draft_or_an_answer_names_stays()
    {
        var dropped = JsonId((await Post("proof", "dropped.pdf", "%PDF-1.4 dropped"u8.ToArray())).Body);
        var drafted = JsonId((await Post("proof", "drafted.pdf", "%PDF-1.4 drafted"u8.ToArray())).Body);
        await house.Send(new SaveDraft(task.Id, new Dictionary<string, object?> { ["proof"] = drafted }, null), Ana);

        house.Clock.Advance(TimeSpan.FromHours(23));
        await Retain();
        (await Names()).ShouldBe(["drafted.pdf", "dropped.pdf"]);
        house.Clock.Advance(TimeSpan.FromHours(2));
        await Retain();
        (await Names()).ShouldBe(["drafted.pdf"]);
        (await house.Read(db => db.Set<StoredContent>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(1);
        (await house.Read(db => db.Set<StoredChunk>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(1);
        dropped.ShouldNotBe(drafted);

        await house.Send(Finish(("proof", drafted)), Ana);
        house.Clock.Advance(TimeSpan.FromDays(400));
        await Retain();
        (await Names()).ShouldBe(["drafted.pdf"]);
    }

    async Task<List<string>> Names() =>
        await house.Read(db => db.Set<StoredFile>().OrderBy(file => file.Name).Select(file => file.Name).ToListAsync(TestContext.Current.CancellationToken));

    Task Retain() => house.Parts.GetRequiredService<RetentionRun>().Run(TestHouse.Tenant, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_document_with_macros_is_refused()
    {
        var answer = await Post("papers", "old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("_VBA_PROJECT")]);

        answer.Status.ShouldBe(409);
        await NothingIsKept();
    }

    [Fact]
    public async Task A_finished_form_names_only_files_that_are_there()
    {
        var elsewhere = await house.Send(new StoreFile("secret.pdf", Pdf), Caller.System("other"));

        (await Refused(("proof", Guid.CreateVersion7(house.Now).ToString()))).ShouldBe(("proof", "The file is no longer there. Attach it again."));
        (await Refused(("proof", elsewhere.Id.ToString()))).ShouldBe(("proof", "The file is no longer there. Attach it again."));
        (await Refused(("papers", new List<object?> { elsewhere.Id.ToString() }))).Field.ShouldBe("papers[0]");
    }

    [Fact]
    public async Task A_finished_form_names_only_files_that_its_field_takes()
    {
        var text = await house.Send(new StoreFile("renamed.pdf", "just words"u8.ToArray()), Ana);
        var large = await house.Send(new StoreFile("large.pdf", (byte[])[.. Pdf, .. new byte[1024 * 1024]]), Ana);
        var locked = await house.Send(new StoreFile("locked.doc", (byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")]), Ana);

        (await Refused(("proof", text.Id.ToString()))).Message.ShouldContain("pdf");
        (await Refused(("proof", large.Id.ToString()))).Message.ShouldContain("1 MB");
        (await Refused(("papers", new List<object?> { locked.Id.ToString() }))).Field.ShouldBe("papers[0]");
    }

    [Fact]
    public async Task A_file_among_the_facts_of_a_task_is_offered_by_name()
    {
        var file = await house.Send(new StoreFile("order.pdf", Pdf), Ana);
        await house.Read(async db =>
        {
            var facts = $$"""{"Order":"{{file.Id}}","Papers":["{{file.Id}}"],"Customer":"María"}""";
            return await db.Set<UserTask>().Where(row => row.Id == task.Id).ExecuteUpdateAsync(row => row.SetProperty(each => each.Facts, facts));
        });

        var seen = await house.Send(new ShowTask(task.Id), Ana);

        seen.Facts.Select(fact => fact.Label).ShouldBe(["Customer"]);
        seen.FactFiles.Select(fact => (fact.Label, fact.File.Name)).ShouldBe([("Order", "order.pdf"), ("Papers", "order.pdf")]);
    }

    CompleteTask Finish(params (string Name, object? Value)[] fields) =>
        new(task.Id, "Requested") { Values = fields.Append(("amount", 40m)).ToDictionary(field => field.Item1, field => field.Item2) };

    async Task<(string Field, string Message)> Refused((string Name, object? Value) field)
    {
        var refused = await Should.ThrowAsync<ValidationException>(() => house.Send(Finish(field), Ana));
        var error = refused.Errors.ShouldHaveSingleItem();
        return (error.PropertyName, error.ErrorMessage);
    }

    async Task NothingIsKept()
    {
        (await house.Read(db => db.Set<StoredFile>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(0);
        (await house.Read(db => db.Set<StoredContent>().CountAsync(TestContext.Current.CancellationToken))).ShouldBe(0);
    }

    static string JsonId(string body) => System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;

    async Task<(int Status, string Body)> Post(string field, string name, byte[] bytes, string token = "token")
    {
        await using var scope = house.Parts.CreateAsyncScope();
        var parts = scope.ServiceProvider;
        var http = new DefaultHttpContext { RequestServices = parts };
        http.Request.Method = "POST";
        http.Request.Headers["RequestVerificationToken"] = token;
        http.Request.Headers[TaskUpload.FieldHeader] = Uri.EscapeDataString(field);
        http.Request.Headers[TaskUpload.NameHeader] = Uri.EscapeDataString(name);
        http.Request.Body = new MemoryStream(bytes);
        http.Response.Body = new MemoryStream();

        try
        {
            var result = await TaskUpload.Take(
                task.Id, http, parts.GetRequiredService<Requests>(), parts.GetRequiredService<Uploads>(), new OneToken(), parts.GetRequiredService<IOptions<FileSettings>>());
            await result.ExecuteAsync(http);
        }
        catch (Exception refused) when (refused is RuleBrokenException or ValidationException)
        {
            // What the host answers for it is the host's own test.
            var problem = Pages.Problem.Of(refused);
            return (problem.Status, string.Join(' ', problem.Details.Append(problem.Message)));
        }

        http.Response.Body.Position = 0;
        return (http.Response.StatusCode, await new StreamReader(http.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    sealed class AnaAsks : ICallerSource
    {
        public ValueTask<Caller> Find(CancellationToken cancel) => ValueTask.FromResult(Ana);
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
