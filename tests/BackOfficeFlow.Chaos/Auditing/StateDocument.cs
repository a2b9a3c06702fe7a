using System.Text.Json;

namespace BackOfficeFlow.Chaos;

/// <summary>What the auditor reads of an instance's saved state, with a reader of its own: a mistake of the product's reader must not hide itself.</summary>
sealed record StateDocument(string Status, long LastEvent, IReadOnlyList<Guid> Waits, IReadOnlyList<StateIncident> Incidents)
{
    public static StateDocument Read(byte[] document)
    {
        using var json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 2_000 });
        var root = json.RootElement;
        return new(
            root.GetProperty("status").GetString()!,
            root.GetProperty("seq").GetInt64(),
            [.. Items(root, "waits").Select(wait => wait.GetProperty("id").GetGuid())],
            [.. Items(root, "incidents").Select(incident => new StateIncident(
                incident.TryGetProperty("c", out var code) ? code.GetString() : null,
                incident.TryGetProperty("d", out var detail) ? detail.GetString() : null,
                incident.GetProperty("m").GetString()!,
                incident.TryGetProperty("ok", out _)))]);
    }

    static JsonElement.ArrayEnumerator Items(JsonElement root, string name) => root.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;
}

sealed record StateIncident(string? Code, string? Detail, string Message, bool IsSettled);
