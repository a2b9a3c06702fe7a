using System.Text;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Runtime;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

/// <summary>What a profile with a hook is told when it is published, before anybody is called.</summary>
public sealed class CarrierHookTests
{
    [Fact]
    public void A_hook_that_the_settings_do_not_know_is_published_with_a_warning_that_names_the_setting()
    {
        var findings = Check("https://api.rapidex.example/orders", new CallSettings());

        findings.Select(finding => (finding.Place, finding.IsError)).ShouldBe([("$.instructions.to", false), ("$.instructions.secret", false)]);
        findings[0].Message.ShouldContain("Hooks:AllowedHosts");
        findings[1].Message.ShouldContain("Hooks:Secrets:rapidex");
    }

    [Fact]
    public void A_hook_whose_host_and_secret_are_set_has_no_finding() =>
        Check("https://api.rapidex.example/orders", new CallSettings
        {
            AllowedHosts = { "api.rapidex.example" }, SigningKeys = { ["rapidex"] = "a long random text" }
        }).ShouldBeEmpty();

    [Fact]
    public void An_address_that_is_none_is_refused()
    {
        var finding = Check("rapidex", new CallSettings()).ShouldHaveSingleItem();

        (finding.Place, finding.IsError).ShouldBe(("$.instructions.to", true));
    }

    static IReadOnlyList<Runtime.ConfigurationFinding> Check(string to, CallSettings settings) =>
        new CarrierKind(Options.Create(settings)).Check(Encoding.UTF8.GetBytes($$"""
            {
              "carrier": "rapidex", "name": "Rapidex",
              "instructions": { "by": "http", "to": "{{to}}", "secret": "rapidex" },
              "codes": { "TRA": { "status": "IN_TRANSIT" } }
            }
            """));
}
