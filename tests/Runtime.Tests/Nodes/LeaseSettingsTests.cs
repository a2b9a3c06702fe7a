using BackOfficeFlow.Data;
using Microsoft.Extensions.Configuration;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class LeaseSettingsTests
{
    static LeaseSettings Read(params (string Key, string Value)[] settings) => LeaseSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());

    [Fact]
    public void A_lease_is_long_unless_somebody_wants_it_short()
    {
        Read().ShouldBe(new LeaseSettings(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)));
        Read(("Nodes:TimerLeaseSeconds", "5"), ("Nodes:MessageLeaseSeconds", "20")).ShouldBe(new LeaseSettings(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_call_ends_before_its_lease() => Read(("Nodes:MessageLeaseSeconds", "20")).LongestCall.ShouldBe(TimeSpan.FromSeconds(15));

    [Theory]
    [InlineData("Nodes:TimerLeaseSeconds", "4")]
    [InlineData("Nodes:TimerLeaseSeconds", "soon")]
    [InlineData("Nodes:MessageLeaseSeconds", "19")]
    [InlineData("Nodes:MessageLeaseSeconds", "3601")]
    public void A_lease_that_makes_no_sense_stops_the_start(string key, string value) =>
        Should.Throw<SettingException>(() => Read((key, value))).Key.ShouldBe(key);
}
