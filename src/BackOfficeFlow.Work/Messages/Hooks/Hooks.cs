using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Wires the client that calls other systems.</summary>
static class HooksWiring
{
    public static void AddHooks(this IServiceCollection services)
    {
        services.AddOptions<HookSettings>().BindConfiguration(HookSettings.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HookSettings>, HookSettings.Check>();
        services.AddHttpClient(HookOutbox.Client)
            .ConfigureHttpClient((parts, client) =>
            {
                client.Timeout = TimeSpan.FromSeconds(parts.GetRequiredService<IOptions<HookSettings>>().Value.TimeoutSeconds);
                client.DefaultRequestHeaders.UserAgent.ParseAdd("BackOfficeFlow");
            })
            .ConfigurePrimaryHttpMessageHandler(parts => Handler(parts.GetRequiredService<IOptions<HookSettings>>().Value));
    }

    // The address is checked where the line is opened, after the name was resolved: a name that changes its address in between gains nothing.
    static SocketsHttpHandler Handler(HookSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = async (context, cancel) =>
        {
            var host = context.DnsEndPoint.Host;
            var addresses = await Dns.GetHostAddressesAsync(host, cancel);
            if (!settings.AllowPrivate && addresses.Any(HookTarget.IsPrivate))
                throw new PrivateAddressException(host);

            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    };
}

/// <summary>A name led to an address behind the wall.</summary>
sealed class PrivateAddressException(string host) : Exception($"{host} is a private address.")
{
    public string Host { get; } = host;
}
