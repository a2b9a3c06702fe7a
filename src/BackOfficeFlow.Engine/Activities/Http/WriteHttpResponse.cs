using System.Net;

namespace BackOfficeFlow.Engine.Activities;

[Activity(TypeName, Category = "HTTP", DisplayName = "HTTP Response", Description = "Answers the request that came last.")]
public sealed class WriteHttpResponse : Activity
{
    const string TypeName = "Elsa.WriteHttpResponse";

    [Input("The status.", Hint = "dropdown")] public HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;
    [Input("What is sent: text as it is, objects as JSON, bytes as they are.", Hint = "multiline")] public object? Content { get; set; }
    [Input("The type of what is sent.", Hint = "dropdown", Choices = ["", "application/json", "application/xml", "application/x-www-form-urlencoded", "text/plain", "text/html", "text/csv"])] public string? ContentType { get; set; }
    [Input("Further headers.", Category = "Advanced", Hint = "json-editor")] public IReadOnlyDictionary<string, object?>? ResponseHeaders { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) =>
        HttpAnswer.TryGive(context, Answer(context)) ? Done() : UnheardAnswer.Of(context, TypeName);

    public override Task<ActivityResult> Resume(ActivityContext context, object? news) =>
        HttpAnswer.TryGive(context, Answer(context)) ? Done() : Fault("Cannot execute in a non-HTTP context", "no-http-context", "HTTP");

    Dictionary<string, object?> Answer(ActivityContext context)
    {
        var answer = new Dictionary<string, object?> { ["status"] = (long)StatusCode, ["headers"] = HttpAnswer.Headers(Values.Normalize(ResponseHeaders)) };
        if (Content is not null)
            HttpBody.Of(Content, ContentType, $"bof-{context.ExecutionId}").WriteTo(answer);
        return answer;
    }
}
