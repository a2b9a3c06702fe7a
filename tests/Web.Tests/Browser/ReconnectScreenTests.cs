using BackOfficeFlow.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class ReconnectScreenTests
{
    [Theory]
    [InlineData("es-ES", "Se ha perdido la conexión")]
    [InlineData("en-GB", "The connection was lost")]
    public async Task A_page_whose_server_stops_says_so_and_goes_on_when_it_is_back(string language, string notice)
    {
        var folder = Directory.CreateTempSubdirectory("bof-reconnect-").FullName;
        var settings = new Dictionary<string, string>
        {
            ["URLS"] = $"http://127.0.0.1:{FreePort.Find()}",
            ["Database:Provider"] = "Sqlite",
            ["ConnectionStrings:Default"] = $"Data Source={Path.Combine(folder, "reconnect.db")}",
            ["Demo:Enabled"] = "true",
            ["Logs:Folder"] = folder,
        };
        var before = await WebProcess.Start(settings);
        await using var screen = await Screen.Open(before.Address, language);
        await screen.SignIn("ana@luminara.example", DemoPeople.Password, "/inbox");
        await screen.Page.Locator("h1").First.WaitForAsync();
        var modal = screen.Page.Locator("#components-reconnect-modal");
        (await modal.IsVisibleAsync()).ShouldBeFalse();
        await screen.Page.EvaluateAsync("window.isOld = true");

        await before.DisposeAsync();
        await modal.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        (await modal.InnerTextAsync()).ShouldContain(notice);
        await AxeCore.Check(screen.Page, "connection lost");

        await using var after = await WebProcess.Start(settings);
        // The new process knows nothing of the old page: it is loaded anew, by itself.
        await modal.WaitForAsync(new() { State = WaitForSelectorState.Hidden, Timeout = 200_000 });
        await screen.Page.Locator("h1").First.WaitForAsync();
        (await screen.Page.EvaluateAsync<bool>("window.isOld === true")).ShouldBeFalse();
        (await modal.IsVisibleAsync()).ShouldBeFalse();
    }
}
