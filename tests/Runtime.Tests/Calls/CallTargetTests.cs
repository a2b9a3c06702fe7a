using System.Net;

namespace BackOfficeFlow.Runtime.Tests;

public sealed class CallTargetTests
{
    static readonly CallSettings settings = new() { AllowedHosts = ["api.carrier.example"] };

    [Fact]
    public void Only_named_hosts_are_called() =>
        CallTarget.Refusal("https://api.carrier.example/v1/orders", settings).ShouldBeNull();

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://api.carrier.example.evil.example/")]
    [InlineData("http://api.carrier.example/")]
    [InlineData("https://user:secret@api.carrier.example/")]
    [InlineData("ftp://api.carrier.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    [InlineData("https://api.carrier.example@evil.example/")]
    [InlineData("https://evil.example#@api.carrier.example/")]
    [InlineData("https://evil.example\\@api.carrier.example/")]
    [InlineData("https://api.carrier.example%2eevil.example/")]
    [InlineData("https://api.carrier.example%00.evil.example/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://xn--pi-carrier-example.example/")]
    [InlineData("https://\u0430pi.carrier.example/")]
    [InlineData("gopher://api.carrier.example/")]
    [InlineData("javascript:alert(1)")]
    public void Any_other_address_is_refused_with_a_reason(string url) =>
        CallTarget.Refusal(url, settings).ShouldNotBeNullOrWhiteSpace();

    [Theory]
    [InlineData("*", "https://anything.example/", true)]
    [InlineData("*.carrier.example", "https://api.carrier.example/", true)]
    [InlineData("*.carrier.example", "https://carrier.example/", false)]
    [InlineData("*.carrier.example", "https://evilcarrier.example/", false)]
    [InlineData("api.carrier.example", "https://API.carrier.example./", true)]
    [InlineData("api.carrier.example", "https://www.api.carrier.example/", false)]
    public void A_star_stands_for_all_names_below(string allowed, string url, bool isAllowed) =>
        (CallTarget.Refusal(url, new CallSettings { AllowedHosts = [allowed] }) is null).ShouldBe(isAllowed);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("::1", true)]
    [InlineData("::", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("64:ff9b::a00:1", true)]
    [InlineData("64:ff9b:1::7f00:1", true)]
    [InlineData("2002:7f00:1::1", true)]
    [InlineData("2001:0:53aa:64c:0:fbff:80ff:fffe", true)]
    [InlineData("::7f00:1", true)]
    [InlineData("::ffff:0:7f00:1", true)]
    [InlineData("2a00:1450::200:5efe:7f00:1", true)]
    [InlineData("fec0::1", true)]
    [InlineData("fc00::1", true)]
    [InlineData("ff02::1", true)]
    [InlineData("2001:db8::1", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("168.63.129.16", true)]
    [InlineData("100.100.100.200", true)]
    [InlineData("192.0.0.192", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("255.255.255.255", true)]
    [InlineData("198.18.0.1", true)]
    [InlineData("100.128.0.1", false)]
    [InlineData("169.253.1.1", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("2a00:1450::1", false)]
    public void What_stands_behind_the_wall_is_known(string address, bool isPrivate) =>
        CallTarget.IsPrivate(IPAddress.Parse(address)).ShouldBe(isPrivate);
}
