using BackOfficeFlow.Studio;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Processes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class DesignerScreenTests(WebHouse house)
{
    [Fact]
    public async Task A_designer_begins_a_process_by_its_name()
    {
        var (_, email) = await house.NewPerson(Roles.Designer);
        await using var screen = await Screen.Open(house, "es-ES", signedInAs: email);
        var page = screen.Page;
        await page.RouteAsync($"**{StudioRoom.StudioPath}/**", route => route.AbortAsync());

        await screen.Go("/processes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Proceso nuevo" }).ClickAsync();
        await page.Locator("#process-name").FillAsync("Devoluciones");
        await screen.Check("process new dialog");
        await page.ClickAsync("button[form=process]");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Devoluciones" }).WaitForAsync();

        (await house.Send(new SurveyProcesses())).ShouldContain(process => process.Name == "Devoluciones" && process.State == ProcessState.Draft);
    }
}
