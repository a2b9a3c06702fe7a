using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The socket by which a viewer hears at once that its case has changed.</summary>
public sealed class InstanceHubTests(WebHouse house)
{
    const string Hub = "/elsa/hubs/workflow-instance";

    static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    readonly Queue<string> come = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewer_hears_that_its_case_has_gone_on()
    {
        var id = await Waiting("heard");
        using var viewer = await Open(Roles.Clerk);
        await Observe(viewer, id.ToString());

        await house.Send(new TellEvent("heard"));

        var news = new List<JsonElement>();
        while (news.Count < 3)
            news.Add(await Next(viewer));
        news.Select(each => each.GetProperty("target").GetString()).ShouldBe(["ActivityExecutionLogUpdatedAsync", "WorkflowExecutionLogUpdatedAsync", "WorkflowInstanceUpdatedAsync"]);
        var wait = news[0].GetProperty("arguments")[0].GetProperty("stats").EnumerateArray().Single(step => step.GetProperty("activityNodeId").GetString() == "Workflow1:root:wait");
        (wait.GetProperty("completedCount").GetInt32(), wait.GetProperty("isBlocked").GetBoolean()).ShouldBe((1, false));
        news[2].GetProperty("arguments")[0].GetProperty("workflowInstanceId").GetGuid().ShouldBe(id);
    }

    [Fact]
    public async Task Another_companys_case_is_not_observed()
    {
        var id = await Waiting("unheard");
        var email = $"h{Guid.CreateVersion7():N}@other.test";
        await house.AddUser(WebHouse.Other, email, "Otra Persona", Roles.All);
        using var stranger = await OpenAs(email);

        var refused = await Ask(stranger, id.ToString());

        refused.GetProperty("error").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_socket_from_another_site_is_shut()
    {
        var (_, email) = await house.NewPerson(Roles.Clerk);

        (await Should.ThrowAsync<WebSocketException>(() => OpenAs(email, "https://elsewhere.example"))).Message.ShouldContain("403");
    }

    [Fact]
    public async Task Who_is_signed_out_opens_none()
    {
        using var stranger = house.NewBrowser();

        using var answer = await stranger.Http.PostAsync(new Uri(Hub + "/negotiate?negotiateVersion=1", UriKind.Relative), null, Cancel);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    async Task<ClientWebSocket> Open(params string[] roles) => await OpenAs((await house.NewPerson(roles)).Email);

    async Task<ClientWebSocket> OpenAs(string email, string? origin = null)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies };
        using var browser = new PlainBrowser(new HttpClient(handler) { BaseAddress = house.Address });
        await browser.SignedInAs(email);
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.SetRequestHeader("Origin", origin ?? house.Address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new UriBuilder(house.Address) { Scheme = "ws", Path = Hub }.Uri, Cancel);
        await Send(socket, """{"protocol":"json","version":1}""");
        (await Read(socket)).ShouldBe(["{}"]);
        return socket;
    }

    async Task Observe(ClientWebSocket socket, string id) => (await Ask(socket, id)).TryGetProperty("error", out _).ShouldBeFalse();

    /// <summary>What the hub answers to the wish to observe a case.</summary>
    async Task<JsonElement> Ask(ClientWebSocket socket, string id)
    {
        await Send(socket, JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = "ObserveInstanceAsync", arguments = new[] { id } }));
        return await Next(socket, type: 3);
    }

    static Task Send(ClientWebSocket socket, string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, true, Cancel);

    /// <summary>The next message of a type: 1 is news, 3 an answer.</summary>
    async Task<JsonElement> Next(ClientWebSocket socket, int type = 1)
    {
        while (true)
        {
            if (come.Count == 0)
                foreach (var message in await Read(socket))
                    come.Enqueue(message);
            using var document = JsonDocument.Parse(come.Dequeue());
            if (document.RootElement.GetProperty("type").GetInt32() == type)
                return document.RootElement.Clone();
        }
    }

    static async Task<IReadOnlyList<string>> Read(ClientWebSocket socket)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        end.CancelAfter(Most);
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        do
        {
            var part = await socket.ReceiveAsync(buffer, end.Token);
            part.MessageType.ShouldBe(WebSocketMessageType.Text);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
        }
        while (text[^1] != '\u001e');
        return text.ToString().Split('\u001e', StringSplitOptions.RemoveEmptyEntries);
    }

    async Task<Guid> Waiting(string definition)
    {
        await StudioCaller.Publish(house, definition, StudioCaller.WaitingProcess(definition));
        return (await house.Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?>())))).InstanceId;
    }
}
