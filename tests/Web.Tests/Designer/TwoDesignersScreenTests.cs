using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Two people with the same process open in the real Elsa Studio.</summary>
[Collection("Studio")]
public sealed class TwoDesignersScreenTests(WebHouse house)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_designer_is_told_and_the_first_ones_edit_stays()
    {
        RealStudio.Require(house);
        await StudioCaller.Publish(house, "greets-two", RealStudio.Greeting("greets-two", "Greets two"));
        var (_, firstEmail) = await house.NewPerson(Roles.Designer);
        await using var first = await Open(firstEmail);
        await using var second = await Open((await house.NewPerson(Roles.Designer)).Email);

        (await Save(first.Page, "Good morning")).Status.ShouldBe(200);
        (await Save(second.Page, "Good evening")).Status.ShouldBe(400);

        await RealStudio.On(second.Page).GetByText($"{WebHouse.NameOf(firstEmail)} has changed the process").First.WaitForAsync();
        var stored = await Stored();
        (stored.Contains("Good morning", StringComparison.Ordinal), stored.Contains("Good evening", StringComparison.Ordinal)).ShouldBe((true, false));
    }

    async Task<Screen> Open(string email)
    {
        var screen = await Screen.Open(house, "en-GB", signedInAs: email);
        await screen.Go("/processes/greets-two");
        await RealStudio.On(screen.Page).GetByText("Says hello").First.WaitForAsync();
        return screen;
    }

    /// <summary>Types into the step, which Studio then saves by itself.</summary>
    static async Task<IResponse> Save(IPage page, string words)
    {
        await RealStudio.On(page).GetByText("Says hello").First.ClickAsync();
        var text = RealStudio.On(page).Locator(".mud-input-control", new() { HasTextRegex = new("^Text") }).Locator("input").First;
        return await page.RunAndWaitForResponseAsync(
            async () =>
            {
                await text.FillAsync(words);
                await text.PressAsync("Tab");
            },
            answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal));
    }

    async Task<string> Stored() => Encoding.UTF8.GetString(
        (await house.Send(new ShowDefinition("greets-two", VersionChoice.Latest))).Content);
}
