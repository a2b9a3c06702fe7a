using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using BackOfficeFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static BackOfficeFlow.Web.Tests.EndpointHouse;

namespace BackOfficeFlow.Web.Tests;

/// <summary>A node that takes four commands, two of each company.</summary>
public sealed class SmallHouse : EndpointHouse
{
    protected override IReadOnlyList<string> MoreSettings => [.. base.MoreSettings, "--Load:AtOnce=1", "--Load:Open=4", "--Load:TenantPercent=50", "--Endpoints:WaitSeconds=300", "--Hooks:TimeoutSeconds=60", "--Hooks:Retries=3"];
}

/// <summary>An overloaded node refuses other systems, and nobody else.</summary>
public sealed class BackPressureTests(SmallHouse house) : IClassFixture<SmallHouse>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    Task<HttpResponseMessage> Start(string definition, string? key = "") => house.Call("POST", $"/elsa/api/workflow-definitions/{definition}/execute", null, key);

    [Fact]
    public async Task One_more_than_a_node_takes_is_told_when_to_come_back()
    {
        await house.Publish("slow", Step("Elsa.SendHttpRequest", "Send", "," + Input("url", "Literal", house.OtherUrl + "/slow") + "," + Input("method", "Literal", "GET")));
        await house.Publish("quick", Step("Elsa.WriteLine", "Line"));
        await house.PublishFor(WebHouse.Other, "quick", Step("Elsa.WriteLine", "Line"));
        var commands = house.Parts.GetRequiredService<Load>().Commands;
        List<Task<HttpResponseMessage>> held = [Start("slow"), Start("slow")];
        await Eventually.Is("both are held", () => Task.FromResult(commands.Open == 2 && house.OtherCalls > 0), TimeSpan.FromMinutes(2), Cancel);

        var counted = 0;
        using var listener = CountRefused("busy", () => Interlocked.Increment(ref counted));
        using var refused = await Start("quick");
        using var endpoint = await house.Call("POST", "/workflows/any");
        using var tracking = await house.Post("/api/v1/carriers/any/tracking-events", Array.Empty<object>());
        using var theirs = await Start("quick", house.KeyOfOther);
        using var ready = await house.Call("GET", "/health/ready", null, null);
        using var page = await house.Call("GET", "/sign-in", null, null, ("Accept", "text/html"));

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        using (var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)))
            problem.RootElement.GetProperty("code").GetString().ShouldBe("busy");
        (endpoint.StatusCode, tracking.StatusCode).ShouldBe((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests));
        (await house.Instances("quick")).ShouldBeEmpty();
        counted.ShouldBe(3);
        theirs.StatusCode.ShouldBe(HttpStatusCode.OK);
        (ready.StatusCode, page.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));

        house.Thought.SetResult();
        foreach (var answer in await Task.WhenAll(held))
            using (answer)
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var taken = await Start("quick");
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.Is("all have left", () => Task.FromResult(commands.Open == 0), TimeSpan.FromMinutes(1), Cancel);
    }

    static MeterListener CountRefused(string code, Action count)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "backofficeflow.requests.refused")
                    listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (tags.ToArray().Contains(new("code", code)))
                count();
        });
        listener.Start();
        return listener;
    }
}
