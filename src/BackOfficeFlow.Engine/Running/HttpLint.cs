using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Looks at the endpoints of a definition, and at the addresses that it calls.</summary>
static class HttpLint
{
    public static void Check(Node node, List<Finding> findings)
    {
        if (node.ActivityType == typeof(HttpEndpoint))
            CheckPath(node, findings);
        else if (node.ActivityType.IsAssignableTo(typeof(HttpRequestActivity)))
            CheckUrl(node, findings);
    }

    /// <summary>Two steps that would begin with the same request.</summary>
    public static void CheckTogether(IEnumerable<Node> nodes, List<Finding> findings)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => node.ActivityType == typeof(HttpEndpoint) && node.Model.CanStartWorkflow))
            foreach (var key in Keys(node))
                if (!taken.TryAdd(key, node.Id))
                    findings.Add(Finding.Error("http-path-twice", node.Id, "path", key, taken[key]));
    }

    static void CheckPath(Node node, List<Finding> findings)
    {
        if (Constant(node, nameof(HttpEndpoint.Path)) is not { } input)
        {
            if (!Array.Exists(node.Inputs, input => input.Name == nameof(HttpEndpoint.Path)))
                findings.Add(Finding.Error("http-path-invalid", node.Id, "path", ""));
            return;
        }
        if (HttpPath.Parse(input.Constant as string) is null)
            findings.Add(Finding.Error("http-path-invalid", node.Id, "path", input.Constant ?? ""));
    }

    static void CheckUrl(Node node, List<Finding> findings)
    {
        if (Constant(node, nameof(HttpRequestActivity.Url)) is not { Constant: string { Length: > 0 } text })
            return;
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            findings.Add(Finding.Error("http-url-invalid", node.Id, "url", text));
    }

    static IEnumerable<string> Keys(Node node)
    {
        if (HttpPath.Parse(Constant(node, nameof(HttpEndpoint.Path))?.Constant as string) is not { } path)
            return [];
        var methods = Array.Find(node.Inputs, input => input.Name == nameof(HttpEndpoint.SupportedMethods)) switch
        {
            null => ["GET"],
            { IsConstant: true, Constant: IReadOnlyList<string> { Count: > 0 } some } => some,
            { IsConstant: true } => ["GET"],
            _ => (IReadOnlyList<string>)[]
        };
        return (from method in methods from shape in path.Shapes select HttpStimulus.KeyOf(method.Trim(), shape)).Distinct(StringComparer.Ordinal);
    }

    static NodeInput? Constant(Node node, string name) => Array.Find(node.Inputs, input => input.Name == name && input.IsConstant);
}
