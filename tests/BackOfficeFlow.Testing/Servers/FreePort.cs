using System.Net;
using System.Net.Sockets;

namespace BackOfficeFlow.Testing;

/// <summary>Ports that nobody listened on a moment ago.</summary>
public static class FreePort
{
    public static int Find() => Find(1)[0];

    /// <summary>Several at once, all different.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();

        return ports;
    }
}
