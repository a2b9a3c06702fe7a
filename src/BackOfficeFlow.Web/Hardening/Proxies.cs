using BackOfficeFlow.Data;
using Microsoft.AspNetCore.HttpOverrides;
using IPAddress = System.Net.IPAddress;
using IPNetwork = System.Net.IPNetwork;

namespace BackOfficeFlow.Web;

/// <summary>Whose word is taken for where a visitor comes from and whether they use HTTPS: anybody else could claim to be anybody.</summary>
static class Proxies
{
    const string Key = "Proxy:Trusted";

    /// <exception cref="SettingException">A word of the setting is neither an address nor a network.</exception>
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var trusted = Read(configuration[Key]);
        return services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, trusted));
    }

    internal static void Trust(ForwardedHeadersOptions forwarded, IReadOnlyList<IPNetwork> trusted)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var network in trusted)
            forwarded.KnownIPNetworks.Add(network);

        // Through as many as are trusted: the first that is not is the visitor.
        if (trusted.Count > 0)
            forwarded.ForwardLimit = null;
    }

    internal static IReadOnlyList<IPNetwork> Read(string? setting) =>
        [.. (setting ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    static IPNetwork ReadOne(string text)
    {
        var network = IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(text, out var several) ? several
            : throw new SettingException(Key, $"'{text}' is neither an address nor a network. Write them like 10.0.0.7 or 10.0.0.0/24, with commas between.");
        return network.PrefixLength > 0 ? network : throw new SettingException(Key, $"'{text}' is everybody: then anybody could claim any address. Name your proxies, like 10.0.0.0/24.");
    }
}
