using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor.Services;

namespace BackOfficeFlow.Work.Tests.Imports;

/// <summary>The pages on the real house: what a person sees and does.</summary>
public sealed class ImportPageTests
{
    [Fact]
    public async Task A_person_corrects_the_columns_starts_and_sees_what_became_of_it()
    {
        await using var desk = await Desk.Open("en");
        var id = await desk.Upload("Code;Amount\nA-1;1,50\n;2,00\n");
        var page = desk.Context.Render<ImportPage>(parameters => parameters.Add(page => page.Id, id));

        page.FindAll("button").Single(button => button.TextContent.Contains("Start the import")).Click();
        page.WaitForAssertion(() => page.Find("[role=alert]").TextContent.ShouldContain("Reference is required"));
        page.Find("#import-field-reference").Change("0");
        page.FindAll("button").Single(button => button.TextContent.Contains("Start the import")).Click();
        page.WaitForAssertion(() => page.Find(".bof-chip").TextContent.ShouldContain("running"));
        await desk.House.Settle();
        desk.House.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find(".bof-chip").TextContent.ShouldContain("finished"), TimeSpan.FromSeconds(20));
        page.Markup.ShouldContain("Reference is empty");
        page.Find("a[href$='errors.csv']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Another_delimiter_is_tried_at_once()
    {
        await using var desk = await Desk.Open("en");
        var page = desk.Context.Render<ImportPage>(parameters => parameters.Add(page => page.Id, desk.Upload("a;b\n1;2\n").GetAwaiter().GetResult()));

        page.Find("#import-delimiter").Change("1");

        page.WaitForAssertion(() => page.FindAll("thead th").Single().TextContent.ShouldBe("a;b"));
    }

    [Theory]
    [InlineData("list", "es")]
    [InlineData("list", "en")]
    [InlineData("empty list", "es")]
    [InlineData("preview", "es")]
    [InlineData("preview", "en")]
    [InlineData("cannot start", "es")]
    [InlineData("finished", "es")]
    [InlineData("finished", "en")]
    [InlineData("unknown", "en")]
    public async Task Every_state_is_accessible_and_fits_a_phone(string state, string language)
    {
        await using var desk = await Desk.Open(language);
        var id = state is "empty list" or "unknown" ? Guid.Empty : await desk.Upload("Referencia;Importe;Referencia\nA-1;1,50;x\n;2,00;y\n\"A;3\n");
        if (state is "finished" or "list")
        {
            var preview = (await desk.House.Send(new ShowImport(id)))!.Preview!;
            await desk.House.Send(new StartImport(id, preview.Format, new ColumnMapping(new Dictionary<string, int> { ["reference"] = 0 })));
        }

        var markup = state.Contains("list")
            ? desk.Context.Render<ImportsPage>().Markup
            : Page(desk, id, state).Markup;

        await Shown.IsAccessible(markup, language);
    }

    static IRenderedComponent<ImportPage> Page(Desk desk, Guid id, string state)
    {
        var page = desk.Context.Render<ImportPage>(parameters => parameters.Add(page => page.Id, id));
        if (state == "cannot start")
            page.FindAll(".bof-page-actions button")[^1].Click();
        return page;
    }

    sealed class Desk(TestHouse house, BunitContext context) : IAsyncDisposable
    {
        public TestHouse House => house;
        public BunitContext Context => context;

        public static async Task<Desk> Open(string language)
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language == "es" ? "es-ES" : "en-GB");
            CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
            var house = await TestHouse.OnSqlite(services => services
                .AddSingleton(new RowTrial()).AddScoped<IImportRow, ReferenceRow>().AddScoped<ICallerSource, ClerkAsks>());
            var context = new BunitContext();
            context.Services.AddMudServices();
            context.Services.AddSingleton(house.Parts.GetRequiredService<Scopes>());
            context.Services.AddSingleton(house.Parts.GetRequiredService<ChangeSignal>());
            context.Services.AddSingleton(house.Parts.GetRequiredService<IOptions<ImportSettings>>());
            context.Services.AddSingleton<TimeProvider>(house.Clock);
            context.Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
            context.Services.AddScoped<ICallerSource, ClerkAsks>();
            context.Services.AddScoped<Requests>();
            context.JSInterop.Mode = JSRuntimeMode.Loose;
            return new(house, context);
        }

        public async Task<Guid> Upload(string text)
        {
            var file = await house.In<Uploads, FileLine>(uploads => uploads.Take("rows.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), 1_000_000, null, Xunit.TestContext.Current.CancellationToken));
            return await house.Send(new BeginImport("references", file, CsvEncoding.Utf8));
        }

        public async ValueTask DisposeAsync()
        {
            await context.DisposeAsync();
            await house.DisposeAsync();
        }
    }

    sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => new("token", "__RequestVerificationToken");
    }
}
