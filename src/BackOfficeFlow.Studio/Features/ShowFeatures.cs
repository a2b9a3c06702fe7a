using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Says which of Elsa's features are there; the designer shows and asks accordingly.</summary>
static class ShowFeatures
{
    /// <summary>The release of Elsa whose contract this room keeps.</summary>
    public const string ElsaVersion = "3.8.2";

    static readonly IReadOnlyList<Feature> Installed = [new("WorkflowsApi", "Elsa", "Workflows API"), new("RealTimeWorkflowUpdates", "Elsa", "Real-time workflow updates")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/features/installed", () => StudioJson.Answer(new { items = Installed, count = Installed.Count }));
        routes.MapGet("/features/installed/{fullName}", (string fullName) =>
            Installed.FirstOrDefault(feature => feature.FullName == fullName) is { } feature ? StudioJson.Answer(feature) : Results.NotFound());
        routes.MapGet("/package/version", () => StudioJson.Answer(new { packageVersion = ElsaVersion }));
    }

    sealed record Feature(string Name, string Namespace, string DisplayName)
    {
        public string FullName => $"{Namespace}.{Name}";
        public string Description => "";
    }
}
