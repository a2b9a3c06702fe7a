using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class ChromiumTests
{
    [Fact]
    public async Task The_checker_finds_a_field_without_a_label()
    {
        await using var context = await Chromium.NewContext();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang='es'><head><title>Alta</title></head><body><main><h1>Alta</h1><input id='vat'></main></body></html>");

        var violations = await AxeCore.Violations(page);

        violations.ShouldHaveSingleItem().ShouldStartWith("label (critical): #vat");
    }

    [Fact]
    public async Task The_checker_is_content_with_a_sound_page()
    {
        await using var context = await Chromium.NewContext();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang='es'><head><title>Alta</title></head><body><main><h1>Alta</h1><label>NIF <input></label></main></body></html>");

        await AxeCore.Check(page, "the sound page");
    }
}
