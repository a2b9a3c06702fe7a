namespace BackOfficeFlow.Studio;

/// <summary>What may be done with a definition or a list. Where publishing is missing the designer lets nobody change anything.</summary>
static class DefinitionLinks
{
    public static IReadOnlyList<Link> Of(string definitionId, bool mayChange)
    {
        var one = $"/workflow-definitions/{Uri.EscapeDataString(definitionId)}";
        Link[] seen = [new($"/workflow-definitions/by-definition-id/{Uri.EscapeDataString(definitionId)}", "self", "GET"), new($"{one}/export", "export", "GET")];
        Link[] changed =
        [
            new($"{one}/execute", "execute", "POST"), new($"{one}/publish", "publish", "POST"), new($"{one}/retract", "retract", "POST"),
            new($"{one}/update-references", "update-references", "POST"), new(one, "delete", "DELETE")
        ];
        return mayChange ? [.. seen, .. changed] : seen;
    }

    public static IReadOnlyList<Link> OfList(bool mayChange)
    {
        Link[] seen = [new("/workflow-definitions", "self", "GET")];
        Link[] changed =
        [
            new("/workflow-definitions", "create", "POST"), new("/workflow-definitions/import", "import", "POST"), new("/workflow-definitions/import-files", "import-files", "POST"),
            new("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
            new("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
            new("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
            new("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST")
        ];
        return mayChange ? [.. seen, .. changed] : seen;
    }
}

/// <summary>Something that may be done, and where.</summary>
sealed record Link(string Href, string Rel, string Method);
