using System.Globalization;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>What the two steps that send a request have in common: the body and the legacy switch.</summary>
public abstract class SendRequestActivity : HttpRequestActivity
{
    [Input("What is sent; only together with its type.", Hint = "multiline")] public object? Content { get; set; }
    [Input("The type of what is sent.", Hint = "dropdown", Choices = ["", "application/json", "application/xml", "application/x-www-form-urlencoded", "text/plain", "text/html", "text/csv"])] public string? ContentType { get; set; }
    [Input("Try again up to eight times when it fails in passing.")] public bool EnableResiliency { get; set; }
    [Output("What was answered: JSON as an object, text as text, all else as bytes.")] public object? ParsedContent { get; set; }
    [Output("The answer.")] public object? Result { get; set; }

    protected override (object? Content, string? ContentType) Body => (Content, ContentType);

    private protected override object? Legacy => EnableResiliency ? new Dictionary<string, object?> { ["maxRetryAttempts"] = 8L, ["delay"] = "00:00:01" } : null;

    private protected void Keep(HttpReply reply) => (ParsedContent, Result) = (reply.Parsed, reply.Tell());
}

[Activity("Elsa.FlowSendHttpRequest", Category = "HTTP", DisplayName = "HTTP Request (flow)", Outcomes = ["Done", HttpOutcomes.Unmatched, HttpOutcomes.FailedToConnect, HttpOutcomes.Timeout],
    Description = "Calls another system; each status that is expected is a way of its own.")]
public sealed class FlowSendHttpRequest : SendRequestActivity
{
    [Input("The statuses that are expected.", Hint = "multitext")] public IReadOnlyList<int>? ExpectedStatusCodes { get; set; } = [200];

    protected override IEnumerable<int> Expected => ExpectedStatusCodes ?? [];

    private protected override ActivityResult Failed(string how) => Done(how);

    private protected override ActivityResult Answered(HttpReply reply, DateTimeOffset now)
    {
        Keep(reply);
        return Leave(reply.Status, ExpectedStatusCodes?.ToList() ?? []);
    }
}

[Activity("Elsa.SendHttpRequest", Category = "HTTP", IsHidden = true, DisplayName = "HTTP Request", Description = "Calls another system and runs the activity of the status that was answered.")]
public sealed class SendHttpRequest : SendRequestActivity
{
    [Part("The statuses that are expected, and what runs for each.", Hint = "http-status-codes")] public StatusCases? ExpectedStatusCodes { get; set; }
    [Part("Runs for any other status.")] public string? UnmatchedStatusCode { get; set; }
    [Part("Runs when there was no connection.")] public string? FailedToConnect { get; set; }
    [Part("Runs when there was no answer in time.")] public string? Timeout { get; set; }

    protected override IEnumerable<int> Expected => ExpectedStatusCodes?.Statuses ?? [];

    private protected override ActivityResult Failed(string how) => Then(how == HttpOutcomes.Timeout ? Timeout : FailedToConnect);

    private protected override ActivityResult Answered(HttpReply reply, DateTimeOffset now)
    {
        Keep(reply);
        return Then(ExpectedStatusCodes is { } cases && cases.Statuses.Contains(reply.Status) ? cases.ActivityOf(reply.Status) : UnmatchedStatusCode);
    }

    static ActivityResult Then(string? nodeId) => nodeId is null ? Done() : Run(new ChildRequest(nodeId));

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => Done();
}

/// <summary>Statuses, and the activity that each runs.</summary>
public sealed class StatusCases
{
    readonly IReadOnlyList<(int Status, string? NodeId)> cases;

    StatusCases(IReadOnlyList<(int, string?)> cases) => this.cases = cases;

    public IEnumerable<int> Statuses => cases.Select(@case => @case.Status);

    public string? ActivityOf(int status) => cases.FirstOrDefault(@case => @case.Status == status).NodeId;

    public static StatusCases Read(PartSource source)
    {
        var cases = new List<(int, string?)>();
        foreach (var (item, index) in source.Json.Items().Select((item, index) => (item, index)))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{source.Property}[{index}]");
            if (item.NumberOf("statusCode") is { } status and >= 100 and <= 599)
                cases.Add((status, source.Activity.Child($"{place}.activity")?.Id));
            else
                source.Findings.Add(Finding.Error("value-does-not-fit", source.Activity.Id, place, "Int32", item.TextOf("statusCode") ?? ""));
        }
        return new StatusCases(cases);
    }
}
