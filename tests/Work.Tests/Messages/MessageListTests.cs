using System.Globalization;
using BackOfficeFlow.Work.Messages;
using Bunit;
using MudBlazor.Services;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class MessageListTests
{
    static readonly Guid id = Guid.CreateVersion7(A.Now);

    [Fact]
    public async Task A_text_is_shown_as_text_whatever_stands_in_it()
    {
        await using var context = Context();

        var view = Show(context, [Line("<img src=https://evil.example/x.png> <script>alert(1)</script>", MessageState.Sent)]);

        view.FindAll("img, script").ShouldBeEmpty();
        view.Find(".bof-message-body").TextContent.ShouldContain("<script>");
    }

    [Fact]
    public async Task Only_a_doubtful_message_can_be_confirmed_and_says_why()
    {
        await using var context = Context();
        var confirmed = Guid.Empty;

        var sure = Show(context, [Line("hola", MessageState.Sent)], confirm: id => confirmed = id);
        var doubtful = Show(context, [Line("hola", MessageState.Uncertain) with { LastError = "The line broke." }], confirm: id => confirmed = id);
        doubtful.Find("button").Click();

        sure.FindAll("button").ShouldBeEmpty();
        doubtful.Markup.ShouldContain("The line broke.");
        confirmed.ShouldBe(id);
    }

    [Fact]
    public async Task A_message_that_waits_for_the_morning_says_until_when()
    {
        await using var context = Context();

        var view = Show(context, [Line("hola", MessageState.Queued) with { NotBefore = A.Now.AddHours(5) }]);

        view.Find(".bof-chip").TextContent.ShouldContain("14:00");
    }

    [Theory]
    [InlineData("empty", "es")]
    [InlineData("filled", "es")]
    [InlineData("filled", "en")]
    public async Task The_list_is_accessible_and_fits_a_phone(string state, string language)
    {
        await using var context = Context(language);
        var lines = state == "empty" ? [] : new[] { MessageState.Sent, MessageState.Stored, MessageState.Uncertain, MessageState.Failed, MessageState.Queued }
            .Select((each, at) => Line("Hola\n\nhttps://flow.example/" + new string('x', 200), each) with { Id = Guid.CreateVersion7(A.Now), LastError = "550 no such user", MailFileId = id, Subject = $"Su pedido {at}" }).ToArray();

        var view = Show(context, lines, confirm: _ => { });

        await Shown.IsAccessible(view.Markup, language);
    }

    static MessageLine Line(string body, MessageState state) => new(id, MessageDirection.Outgoing, "ana@flow.test", "Ana", "Su pedido", body)
    {
        Language = "es",
        State = state,
        CreatedAt = A.Now,
        StateSince = A.Now
    };

    static BunitContext Context(string language = "en")
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language == "es" ? "es-ES" : "en-GB");
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture;
        var context = new BunitContext();
        context.Services.AddMudServices();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        return context;
    }

    static IRenderedComponent<MessageList> Show(BunitContext context, IReadOnlyList<MessageLine> lines, Action<Guid>? confirm = null) =>
        context.Render<MessageList>(parameters =>
        {
            parameters.Add(list => list.Messages, lines).Add(list => list.Now, A.Now);
            if (confirm is not null)
                parameters.Add(list => list.OnConfirm, confirm);
        });
}
