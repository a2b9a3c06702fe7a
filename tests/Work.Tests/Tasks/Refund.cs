using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Queues;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Tasks;

/// <summary>A small process with two tasks: somebody requests a refund, somebody else approves it.</summary>
static class Refund
{
    public const string Area = "billing";
    public const string Process = "refund";

    const string Form = """
        { "title": "Request", "type": "object", "required": ["amount"],
          "properties": { "amount": { "type": "number", "title": "@amount", "minimum": 1, "maximum": 1000 }, "note": { "type": "string", "maxLength": 100 },
            "proof": { "type": "string", "format": "file", "title": "Proof", "accept": ["pdf"], "maxMegabytes": 1 }, "papers": { "type": "array", "format": "files", "title": "Papers" } } }
        """;

    /// <summary>A house with the queues, the form, the texts and the process of one tenant.</summary>
    public static async Task Furnish(TestHouse house, string tenant = TestHouse.Tenant, string? more = null)
    {
        await house.Send(new OpenKnownQueues(), Caller.System(tenant));
        await house.Publish(ConfigurationKinds.Form, Area, $"{Area}/request", Bytes(Form), tenant);
        await house.Publish(ConfigurationKinds.Texts, Area, $"{Area}/es", Bytes("""{ "approve.title": "Aprobar {amount} para {who}", "approve.yes": "Aprobar", "amount": "Importe" }"""), tenant);
        await house.Publish(ConfigurationKinds.Texts, Area, $"{Area}/en", Bytes("""{ "approve.title": "Approve {amount} for {who}", "approve.yes": "Approve", "amount": "Amount" }"""), tenant);
        await house.Publish(ConfigurationKinds.Definition, Area, Process, Bytes(Definition(more ?? "")), tenant);
    }

    public static async Task<Guid> Open(TestHouse house, string tenant = TestHouse.Tenant) =>
        (await house.Send(new StartWorkflow(new StartInstance(Process, new Dictionary<string, object?>()) { Name = "Refund for María" }), Caller.System(tenant))).InstanceId;

    /// <summary>The one open task of a case.</summary>
    public static async Task<UserTask> OpenTask(TestHouse house, Guid instanceId, string tenant = TestHouse.Tenant) =>
        await house.Read(
            db => db.Set<UserTask>().AsNoTracking().SingleAsync(task => task.InstanceId == instanceId && task.State != TaskState.Completed && task.State != TaskState.Cancelled), tenant);

    public static Task<UserTask> Find(TestHouse house, Guid taskId) => house.Read(db => db.Set<UserTask>().AsNoTracking().SingleAsync(task => task.Id == taskId));

    public static CompleteTask Request(Guid taskId, object? amount = null) =>
        new(taskId, "Requested") { Values = new Dictionary<string, object?> { ["amount"] = amount ?? 40m } };

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string Definition(string more) => $$"""
        {
          "definitionId": "{{Process}}", "id": "{{Process}}-1", "version": 1, "name": "Refund", "isPublished": true, "isLatest": true,
          "variables": [ { "id": "v1", "name": "Request", "typeName": "Object" } ],
          "root": {
            "id": "root", "type": "Elsa.Sequence", "version": 1,
            "activities": [
              { "id": "request", "name": "Request", "type": "BackOffice.UserTask", "version": 1,
                "title": {{Literal("Request the refund")}}, "queue": {{Literal("q.billing")}}, "form": {{Literal("request")}},
                "outcomes": {{Object("""["Requested"]""")}}, "dueIn": {{Literal("4 BH")}}, "data": {{Object("""{"Customer":"María Núñez"}""")}}{{more}},
                "result": { "typeName": "Object", "memoryReference": { "id": "v1" } } },
              { "id": "approve", "name": "Approve", "type": "BackOffice.UserTask", "version": 1,
                "title": {{Literal("@approve.title")}}, "titleArguments": { "typeName": "ObjectDictionary", "expression": { "type": "JavaScript", "value": "({ amount: (getRequest() || {}).amount, who: 'María' })" } },
                "role": {{Literal("BILL-AGENT")}}, "priority": { "typeName": "Int32", "expression": { "type": "Literal", "value": 2 } },
                "outcomes": {{Object("""[{"name":"Approved","label":"@approve.yes"},{"name":"Refused","negative":true}]""")}},
                "fourEyes": {{Object("""["request"]""")}} }
            ]
          }
        }
        """;

    static string Literal(string text) => $$"""{ "typeName": "String", "expression": { "type": "Literal", "value": "{{text}}" } }""";

    static string Object(string json) => $$"""{ "typeName": "Object", "expression": { "type": "Object", "value": {{System.Text.Json.JsonSerializer.Serialize(json)}} } }""";

    public static string More(string name, string text) => $", \"{name}\": {Literal(text)}";
}
