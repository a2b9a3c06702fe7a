using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Work.Messages;

/// <summary>Writes to somebody and goes on; the mail goes out after the commit.</summary>
[Activity("BackOffice.SendMessage", Category = "Messages", DisplayName = "Send message", TouchesRecords = true,
    Description = "Fills a template in the recipient's language and sends it by mail.", Outcomes = ["Done", "NoAddress"])]
public sealed class SendMessageActivity(IMediator requests) : Activity
{
    [Input("The template, by name (area/name, or a name of this process's own area).", Required = true, Hint = "dropdown", Options = "templates")]
    public string Template { get; set; } = "";

    [Input("A mail address, or a party.", Required = true)]
    public string To { get; set; } = "";

    [Input("The recipient's name, when the address alone is given.")]
    public string? ToName { get; set; }

    [Input("What the template's places are filled with.")]
    public Dictionary<string, object?> Arguments { get; set; } = [];

    [Input("The language to write in, instead of the recipient's own.", Hint = "dropdown", Choices = ["", "es", "en"])]
    public string? Language { get; set; }

    [Input("May go at night.")]
    public bool Urgent { get; set; }

    [Output("The message that was written.")]
    public Guid? MessageId { get; set; }

    [Output("The instant before which it does not go, because it would be night.")]
    public DateTimeOffset? NotBefore { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var order = new SendMessage(Template, To, Arguments, $"{context.InstanceId}/{context.ExecutionId}")
        {
            InstanceId = context.InstanceId,
            Language = Blank(Language),
            ToName = Blank(ToName),
            Urgent = Urgent
        };
        var sent = await requests.Send(order, context.Cancel);
        MessageId = sent.Id;
        NotBefore = sent.NotBefore;
        context.Note(sent.Id is null ? "message-no-address" : "message-written", new Dictionary<string, object?> { ["template"] = Template, ["messageId"] = sent.Id, ["subject"] = sent.Subject, ["notBefore"] = sent.NotBefore });
        return Done(sent.Id is null ? "NoAddress" : "Done");
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
