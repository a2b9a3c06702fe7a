using BackOfficeFlow.Business.Orders;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class AnswerLinksTests
{
    readonly AnswerLinks links = new(
        new EphemeralDataProtectionProvider(),
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PublicAddress"] = "https://shop.example/" }).Build());

    [Fact]
    public void A_link_says_whose_question_it_answers()
    {
        var id = Guid.CreateVersion7(An.Monday);

        var link = new Uri(links.AddressOf("demo", id, An.Monday.AddDays(10)));

        link.GetLeftPart(UriPartial.Path).ShouldBe("https://shop.example/answer");
        links.Open(Uri.UnescapeDataString(link.Query["?t=".Length..])).ShouldBe(new SignedAnswer("demo", id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made-up")]
    public void A_link_that_was_made_up_opens_nothing(string? token) => links.Open(token).ShouldBeNull();

    [Fact]
    public void A_link_signed_by_another_company_opens_nothing()
    {
        var other = new AnswerLinks(new EphemeralDataProtectionProvider(), new ConfigurationBuilder().Build());
        var link = new Uri(other.AddressOf("demo", Guid.CreateVersion7(An.Monday), An.Monday));

        links.Open(Uri.UnescapeDataString(link.Query["?t=".Length..])).ShouldBeNull();
    }
}
