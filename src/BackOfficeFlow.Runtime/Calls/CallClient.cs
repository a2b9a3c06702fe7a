using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Runtime;

/// <summary>The one client that calls other systems, for workflows and hooks alike: whom it may not call, nobody may.</summary>
public static class CallClient
{
    public const string Name = "calls";

    internal static void AddCalls(this IServiceCollection services)
    {
        services.AddOptions<CallSettings>().BindConfiguration(CallSettings.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CallSettings>, CallSettings.Check>();
        services.AddScoped<CallSender>();
        services.AddHttpClient(Name)
            .ConfigureHttpClient((parts, client) =>
            {
                client.Timeout = TimeSpan.FromSeconds(parts.GetRequiredService<IOptions<CallSettings>>().Value.TimeoutSeconds);
                client.DefaultRequestHeaders.UserAgent.ParseAdd("BackOfficeFlow");
            })
            // Its own log would show addresses, in which secrets may stand.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(parts => Handler(parts.GetRequiredService<IOptions<CallSettings>>().Value));
    }

    // The address is checked where the line is opened, after the name was resolved: a name that changes its address in between gains nothing.
    static SocketsHttpHandler Handler(CallSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        MaxResponseHeadersLength = 64,
        ConnectCallback = async (context, cancel) =>
        {
            var host = context.DnsEndPoint.Host;
            var addresses = await Dns.GetHostAddressesAsync(host, cancel);
            if (!settings.AllowPrivate && addresses.Any(CallTarget.IsPrivate))
                throw new CallRefusedException(Texts.Say("CallPrivate", host));

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

/// <summary>A call must not be made: the message says why, and which setting would let it.</summary>
public sealed class CallRefusedException(string why) : Exception(why)
{
    /// <summary>The refusal behind a failure, when there is one.</summary>
    public static CallRefusedException? Behind(Exception problem) =>
        problem as CallRefusedException ?? (problem.InnerException is { } inner ? Behind(inner) : null);
}
