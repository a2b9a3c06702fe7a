using System.Net;
using System.Net.Sockets;

namespace BackOfficeFlow.Runtime;

/// <summary>Decides whether an address may be called. Pure.</summary>
public static class CallTarget
{
    /// <summary>Why a url may not be called; null when it may.</summary>
    public static string? Refusal(string url, CallSettings settings)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme is not ("https" or "http"))
            return Texts.Say("CallNoUrl", url);
        if (target.Scheme == "http" && !settings.AllowHttp)
            return Texts.Say("CallNotSecure", target.Host);
        if (target.UserInfo.Length > 0)
            return Texts.Say("CallUserInfo", target.Host);
        return settings.AllowedHosts.Any(allowed => IsMeant(allowed, target.IdnHost.TrimEnd('.')))
            ? null
            : Texts.Say("CallHost", target.Host, string.Join(", ", settings.AllowedHosts));
    }

    static bool IsMeant(string allowed, string host) => allowed == "*"
        || (allowed.StartsWith("*.", StringComparison.Ordinal) ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase) : string.Equals(allowed, host, StringComparison.OrdinalIgnoreCase));

    /// <summary>This machine, private networks, and whatever else is nobody's public address.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address))
            return true;

        return address.AddressFamily is AddressFamily.InterNetwork ? IsPrivate4(address.GetAddressBytes())
            : address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast || IsReserved6(address.GetAddressBytes());
    }

    static bool IsPrivate4(byte[] b) => b[0] switch
    {
        0 or 10 or 127 => true,
        100 => b[1] is >= 64 and < 128,
        // The address at which one provider's machines ask about themselves.
        168 => b is [168, 63, 129, 16],
        169 => b[1] == 254,
        172 => b[1] is >= 16 and < 32,
        192 => b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2) || (b[1] == 88 && b[2] == 99),
        198 => b[1] is 18 or 19 || (b[1] == 51 && b[2] == 100),
        203 => b[1] == 0 && b[2] == 113,
        >= 224 => true,
        _ => false
    };

    // Forms that carry an IPv4 address inside would be a way round: all of them are refused.
    static bool IsReserved6(byte[] b) =>
        b is [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..]                            // unspecified, and IPv4-compatible
        or [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, ..]                        // IPv4-translated
        or [0, 0x64, 0xFF, 0x9B, ..]                                             // NAT64
        or [0x20, 0x02, ..]                                                      // 6to4
        or [0x20, 0x01, 0, 0, ..]                                                // Teredo
        or [0x20, 0x01, 0x0D, 0xB8, ..]                                          // for documents
        or [0x01, 0, 0, 0, 0, 0, 0, 0, ..]                                       // discarded
        or [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5E, 0xFE, ..];                  // ISATAP
}
