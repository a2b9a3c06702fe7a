using System.Net;
using BackOfficeFlow.Work.Messages;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class HookTargetTests
{
    static readonly HookSettings settings = new() { AllowedHosts = ["api.carrier.example"] };

    [Fact]
    public void Only_named_hosts_are_called() =>
        HookTarget.Refusal("https://api.carrier.example/v1/orders", settings).ShouldBeNull();

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://api.carrier.example.evil.example/")]
    [InlineData("http://api.carrier.example/")]
    [InlineData("https://user:secret@api.carrier.example/")]
    [InlineData("ftp://api.carrier.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("nonsense")]
    public void Any_other_address_is_refused_with_a_reason(string url) =>
        HookTarget.Refusal(url, settings).ShouldNotBeNullOrWhiteSpace();

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
    [InlineData("8.8.8.8", false)]
    [InlineData("2a00:1450::1", false)]
    public void What_stands_behind_the_wall_is_known(string address, bool isPrivate) =>
        HookTarget.IsPrivate(IPAddress.Parse(address)).ShouldBe(isPrivate);
}
