using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace BackOfficeFlow.Testing;

/// <summary>
/// One address for several nodes: a browser comes back to its node by a cookie as long as that is well, and to another afterwards. What the
/// containers' proxy does, without containers.
/// </summary>
public sealed class StickyProxy : IAsyncDisposable
{
    /// <summary>Everybody new goes to the first node that is well: for tests that must know where they are.</summary>
    public const string FirstOnly = "FirstAlphabetical";

    /// <summary>Everybody new goes to the less busy of two nodes.</summary>
    public const string LessBusy = "PowerOfTwoChoices";

    readonly WebApplication app;

    StickyProxy(WebApplication app) => this.app = app;

    /// <summary>While it is held, everybody is turned away, as if no node were there.</summary>
    public bool IsHeld { get; set; }

    public Uri Address => new(app.Urls.First());

    public static async Task<StickyProxy> Start(IReadOnlyList<Uri> nodes, string choice = FirstOnly, string address = "http://127.0.0.1:0")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddReverseProxy()
            .LoadFromMemory([new RouteConfig { RouteId = "all", ClusterId = "nodes", Match = new RouteMatch { Path = "{**path}" } }], [Cluster(nodes, choice)])
            .AddTransforms(context => context.AddOriginalHost());
        var app = builder.Build();
        var proxy = new StickyProxy(app);
        app.Use((context, next) =>
        {
            if (!proxy.IsHeld)
                return next(context);

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapReverseProxy();
        await app.StartAsync();
        return proxy;
    }

    static ClusterConfig Cluster(IReadOnlyList<Uri> nodes, string choice) => new()
    {
        ClusterId = "nodes",
        LoadBalancingPolicy = choice,
        Destinations = nodes.Select((node, index) => (Name: $"node-{index + 1}", Address: node.ToString())).ToDictionary(node => node.Name, node => new DestinationConfig { Address = node.Address }),
        SessionAffinity = new SessionAffinityConfig
        {
            Enabled = true,
            Policy = "HashCookie",
            FailurePolicy = "Redistribute",
            AffinityKeyName = "bof-node",
            Cookie = new SessionAffinityCookieConfig { HttpOnly = true, SameSite = SameSiteMode.Lax },
        },
        HealthCheck = new HealthCheckConfig
        {
            Active = new ActiveHealthCheckConfig { Enabled = true, Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(5), Policy = "ConsecutiveFailures", Path = "/health/ready" },
        },
    };

    public async ValueTask DisposeAsync()
    {
        using (var atOnce = new CancellationTokenSource())
        {
            // Open pages hold their connections for as long as they are open.
            await atOnce.CancelAsync();
            await app.StopAsync(atOnce.Token);
        }

        await app.DisposeAsync();
    }
}
