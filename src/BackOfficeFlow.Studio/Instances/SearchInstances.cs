using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>The list of cases.</summary>
static class SearchInstances
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/workflow-instances", Search);

    static async Task<IResult> Search(HttpContext context, Requests requests)
    {
        var body = await StudioBody.Json(context);
        var page = await requests.Send(
            new ListInstances(Filter(body))
            {
                Page = Number(body, "page") ?? 0,
                PageSize = Number(body, "pageSize") ?? 10,
                Order = Order(Text(body, "orderBy")),
                IsDescending = Text(body, "orderDirection") is not "Ascending"
            },
            context.RequestAborted);
        return StudioJson.Answer(new { items = page.Lines.Select(line => new InstanceShape(line)), totalCount = page.Total });
    }

    /// <summary>What a search says of the cases that it means.</summary>
    public static InstanceFilter Filter(JsonElement body) => new()
    {
        Text = Text(body, "searchTerm"),
        Ids = Ids(body),
        DefinitionIds = List(body, "definitionIds", "definitionId"),
        VersionId = Text(body, "definitionVersionId") is { } version ? Guid.TryParse(version, out var id) ? id : Guid.Empty : null,
        Version = Number(body, "version"),
        CorrelationId = Text(body, "correlationId"),
        HasIncidents = Member(body, "hasIncidents") is { ValueKind: JsonValueKind.True or JsonValueKind.False } has ? has.GetBoolean() : null,
        Statuses = List(body, "statuses", "status"),
        SubStatuses = List(body, "subStatuses", "subStatus"),
        Times = Times(body)
    };

    // An id that is none of ours is nobody's: it must not widen the search to all.
    static List<Guid> Ids(JsonElement body) => [.. body.ListOf("ids").Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)];

    static IReadOnlyList<string> List(JsonElement body, string several, string one) => body.ListOf(several) is { Count: > 0 } list ? list : Text(body, one) is { } text ? [text] : [];

    static List<TimeLimit> Times(JsonElement body)
    {
        var limits = new List<TimeLimit>();
        if (Member(body, "timestampFilters") is not { ValueKind: JsonValueKind.Array } filters)
            return limits;
        foreach (var filter in filters.EnumerateArray())
        {
            // A row of the dialog that nobody has filled in yet.
            if (Text(filter, "column") is not { } column || Text(filter, "timestamp") is not { } written)
                continue;
            if (!DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                throw CallRefusal.Of("bad-member", "MemberNoInstant", "timestamp", written);
            limits.Add(new TimeLimit(Of(column), Relation(Text(filter, "operator") ?? ""), at.ToUniversalTime()));
        }
        return limits;
    }

    static TimeOf Of(string column) => column switch
    {
        "CreatedAt" => TimeOf.Created,
        "UpdatedAt" => TimeOf.Updated,
        "FinishedAt" => TimeOf.Finished,
        _ => throw CallRefusal.Of("bad-member", "MemberUnknown", "column", column, "CreatedAt, UpdatedAt, FinishedAt")
    };

    static TimeRelation Relation(string word) => word switch
    {
        "LessThan" => TimeRelation.Before,
        "LessThanOrEqual" => TimeRelation.UpTo,
        "GreaterThanOrEqual" => TimeRelation.From,
        "GreaterThan" => TimeRelation.After,
        "Is" => TimeRelation.Just,
        "IsNot" => TimeRelation.Not,
        _ => throw CallRefusal.Of("bad-member", "MemberUnknown", "operator", word, "LessThan, LessThanOrEqual, GreaterThan, GreaterThanOrEqual, Is, IsNot")
    };

    static InstanceOrder Order(string? word) => word switch
    {
        "LastExecuted" or "UpdatedAt" => InstanceOrder.Updated,
        "Finished" or "FinishedAt" => InstanceOrder.Finished,
        "Name" => InstanceOrder.Name,
        _ => InstanceOrder.Created
    };

    static JsonElement? Member(JsonElement body, string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var member) ? member : null;

    static string? Text(JsonElement body, string name) => Member(body, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } said ? said : null;

    static int? Number(JsonElement body, string name) => Member(body, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var read) ? read : null;
}
