using System.Net;
using System.Net.Sockets;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Decides whether an address may be called. Pure.</summary>
public static class HookTarget
{
    /// <summary>Why a url may not be called; null when it may.</summary>
    public static string? Refusal(string url, HookSettings settings)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme is not ("https" or "http"))
            return Texts.Of("HookNoUrl", url);
        if (target.Scheme == "http" && !settings.AllowHttp)
            return Texts.Of("HookNotSecure", target.Host);
        if (target.UserInfo.Length > 0)
            return Texts.Of("HookUserInfo", target.Host);
        return settings.AllowedHosts.Contains(target.Host, StringComparer.OrdinalIgnoreCase)
            ? null
            : Texts.Of("HookHost", target.Host, string.Join(", ", settings.AllowedHosts));
    }

    /// <summary>This machine, private networks, and whatever else is nobody's public address.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return true;

        return address.AddressFamily is AddressFamily.InterNetwork ? IsPrivate4(address.GetAddressBytes())
            : address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast
              || address.Equals(IPAddress.IPv6Any) || IsTranslated(address.GetAddressBytes());
    }

    static bool IsPrivate4(byte[] b) => b[0] switch
    {
        0 or 10 or 127 => true,
        100 => b[1] is >= 64 and < 128,
        169 => b[1] == 254,
        172 => b[1] is >= 16 and < 32,
        192 => b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2),
        198 => b[1] is 18 or 19,
        >= 224 => true,
        _ => false
    };

    // NAT64 and 6to4 carry an IPv4 address inside: it would be a way round.
    static bool IsTranslated(byte[] b) => (b[0] == 0 && b[1] == 0x64 && b[2] == 0xFF && b[3] == 0x9B) || (b[0] == 0x20 && b[1] == 0x02);
}
