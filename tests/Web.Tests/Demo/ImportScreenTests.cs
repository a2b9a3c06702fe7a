using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>A file of orders on its way in, as a clerk sees it: looked at, explained, taken, cancelled, imported again.</summary>
[Collection(nameof(DemoHouse))]
public sealed class ImportScreenTests(DemoHouse house)
{
    const string Clerk = "ana@luminara.example";
    const int ManyRows = 50;

    [Theory]
    [InlineData("es-ES", "Iniciar la importación", "Detener la importación", "cancelada", "Descargar")]
    [InlineData("en-GB", "Start the import", "Stop the import", "cancelled", "Download")]
    public async Task A_clerk_imports_a_file_learns_what_was_refused_and_imports_it_again_without_harm(string language, string start, string cancel, string cancelled, string download)
    {
        await using var screen = await Screen.Open(house.Address, language);
        var page = screen.Page;
        var file = Orders(language, rows: 3, andOneWrong: true);
        await screen.SignIn(Clerk, DemoPeople.Password, "/inbox");

        await Upload(screen, "pedidos.csv", file);
        await screen.CheckWideAndNarrow("import preview");
        await page.SelectOptionAsync("#import-field-orderNumber", "-1");
        await Press(page, start);
        await page.Locator("#import-problem").WaitForAsync();
        await screen.CheckWideAndNarrow("import cannot start");
        await page.SelectOptionAsync("#import-field-orderNumber", "0");
        await Press(page, start);
        await page.Locator("progress[value='100']").WaitForAsync();
        await page.Locator("table").WaitForAsync();
        await screen.CheckWideAndNarrow("import finished with errors");

        var got = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { NameRegex = new(download) }).PressAsync("Enter"));
        var refused = await File.ReadAllLinesAsync(await got.PathAsync(), TestContext.Current.CancellationToken);
        refused.Length.ShouldBe(2);
        refused[1].ShouldContain($"{language}-wrong");

        await Upload(screen, "pedidos.csv", file);
        (await page.InputValueAsync("#import-field-orderNumber")).ShouldBe("0");
        await Press(page, start);
        await page.Locator("progress[value='100']").WaitForAsync();
        (await page.Locator("main dl").InnerTextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => int.TryParse(word, CultureInfo.InvariantCulture, out _)).Take(4).ShouldBe(["0", "0", "3", "1"]);

        await Upload(screen, "muchos.csv", Orders(language + "-many", ManyRows));
        house.Imports.Hold();
        await Press(page, start);
        await page.Locator("progress").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = cancel }).WaitForAsync();
        await screen.Check("import running");
        await Press(page, cancel);
        await page.GetByRole(AriaRole.Button, new() { Name = cancel }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        house.Imports.Release();
        await page.Locator("main .bof-chip", new() { HasText = cancelled }).WaitForAsync();
        await screen.CheckWideAndNarrow("import cancelled");

        await screen.Go("/imports");
        await page.Locator("main table a").First.WaitForAsync();
        await screen.CheckWideAndNarrow("imports filled");
        screen.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es-ES")]
    [InlineData("en-GB")]
    public async Task A_file_that_is_too_large_gets_a_page_that_says_so(string language)
    {
        await using var screen = await Screen.Open(house.Address, language);
        var page = screen.Page;
        await screen.SignIn(Clerk, DemoPeople.Password, "/inbox");

        await Send(screen, "enorme.csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Mi número;Cliente\n", 90_000))));
        await page.Locator("[role=alert]").WaitForAsync();

        (await page.Locator("[role=alert]").InnerTextAsync()).ShouldMatch("(1|0[,.]9|976).*(MB|KB|kB)");
        await screen.CheckWideAndNarrow("import too large");
        await page.GetByRole(AriaRole.Link).First.ClickAsync();
        await page.Locator("#import-file").WaitForAsync();
    }

    static async Task Upload(Screen screen, string name, byte[] content)
    {
        await Send(screen, name, content);
        await screen.Page.Locator("#import-field-orderNumber").WaitForAsync();
    }

    static async Task Send(Screen screen, string name, byte[] content)
    {
        await screen.Go("/imports");
        await screen.Page.SelectOptionAsync("#import-kind", "orders");
        await screen.Page.SetInputFilesAsync("#import-file", new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
        await screen.Page.ClickAsync("form[action='imports/upload'] button[type=submit]");
    }

    static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    static byte[] Orders(string prefix, int rows, bool andOneWrong = false)
    {
        var csv = new StringBuilder("Mi número;Cliente;Nombre;Fecha pedido;Referencia;Cantidad;Precio\n");
        for (var row = 0; row < rows; row++)
            csv.Append(CultureInfo.InvariantCulture, $"{prefix}-{row};C-{prefix};Lucía Ferrer;01/03/2026 10:00;LAMP-{row};2;19,90\n");
        if (andOneWrong)
            csv.Append(CultureInfo.InvariantCulture, $"{prefix}-wrong;C-{prefix};Lucía Ferrer;01/03/2026 10:00;LAMP-1;two;19,90\n");
        return Encoding.UTF8.GetBytes(csv.ToString());
    }
}
