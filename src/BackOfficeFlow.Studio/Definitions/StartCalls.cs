using System.Globalization;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Http;

namespace BackOfficeFlow.Studio;

/// <summary>What calls that start a case have in common.</summary>
static class StartCalls
{
    public static MachineOrder Read(string definitionId, CallBody body)
    {
        body.RequireNone("activityHandle", "variables", "instanceId");
        return new MachineOrder(
            new StartInstance(definitionId, body.Map("input"))
            {
                CorrelationId = body.Text("correlationId"),
                Name = body.Text("name"),
                TriggerActivityId = body.Text("triggerActivityId")
            },
            VersionOf(body));
    }

    /// <summary>The same, said in the query: the input is JSON there.</summary>
    public static CallBody OfQuery(IQueryCollection query)
    {
        var members = query.ToDictionary(item => item.Key, item => (object?)item.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        if (members.TryGetValue("input", out var input) && input is string { Length: > 0 } text)
            members["input"] = CallBody.Parse(text);
        return new CallBody(members);
    }

    // A number may be written as one.
    static string? VersionOf(CallBody body) => body.Members.GetValueOrDefault("versionOptions") is long number
        ? number.ToString(CultureInfo.InvariantCulture)
        : body.Text("versionOptions");
}
