using System.Net;
using BackOfficeFlow.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Only proxies that are trusted may say where a visitor comes from: limits per address would otherwise mean nothing.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, "127.0.0.1", "203.0.113.9", "203.0.113.9")]
    [InlineData(null, "10.0.0.7", "203.0.113.9", "10.0.0.7")]
    [InlineData("10.0.0.7", "10.0.0.7", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.7", "::ffff:10.0.0.7", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.7", "10.0.0.8", "203.0.113.9", "10.0.0.8")]
    [InlineData("10.0.0.7, 172.30.80.0/24", "172.30.80.3", "203.0.113.9", "203.0.113.9")]
    [InlineData("10.0.0.0/24", "10.0.0.7", "198.51.100.1, 203.0.113.9, 10.0.0.8", "203.0.113.9")]
    [InlineData("2001:db8::/32", "2001:db8::7", "203.0.113.9", "203.0.113.9")]
    public void A_visitor_is_who_a_trusted_proxy_says(string? trusted, string from, string forwardedFor, string visitor)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Scheme = "http";
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        context.Request.Headers["X-Forwarded-Proto"] = string.Join(", ", forwardedFor.Split(',').Select(_ => "https"));
        var options = new ForwardedHeadersOptions();
        Proxies.Trust(options, Proxies.Read(trusted));

        new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(options)).ApplyForwarders(context);

        context.Connection.RemoteIpAddress.ShouldBe(IPAddress.Parse(visitor));
        context.Request.Scheme.ShouldBe(visitor == from ? "http" : "https");
    }

    [Theory]
    [InlineData("the proxy", "neither an address nor a network")]
    [InlineData("10.0.0.0/33", "neither an address nor a network")]
    [InlineData("0.0.0.0/0", "everybody")]
    [InlineData("::/0", "everybody")]
    public void What_is_no_proxy_is_refused_by_name(string setting, string why)
    {
        var refused = Should.Throw<SettingException>(() => Proxies.Read(setting));

        refused.Message.ShouldContain("Proxy:Trusted");
        refused.Message.ShouldContain(why);
    }
}
