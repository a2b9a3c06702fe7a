using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Short lists that never change, in the reader's language: languages of expressions, types of variables, strategies.</summary>
static class DescriptorLists
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/descriptors/expression-descriptors", () => Of(ExpressionShape.All));
        routes.MapGet("/descriptors/variables", () => Of(VariableTypeShape.All));
        routes.MapGet("/descriptors/storage-drivers", () => Of(StorageDriverShape.All));
        routes.MapGet("/descriptors/workflow-activation-strategies", () => Of(StrategyShape.Activation));
        routes.MapGet("/descriptors/incident-strategies", () => Of(StrategyShape.Incident));
        routes.MapGet("/descriptors/log-persistence-strategies", () => Of(StrategyShape.LogPersistence));
        // A burst is one commit whatever a definition says, and values are converted as they are handed on: there is nothing to choose.
        routes.MapGet("/descriptors/commit-strategies/workflows", () => Of<object>([]));
        routes.MapGet("/descriptors/commit-strategies/activities", () => Of<object>([]));
        routes.MapGet("/descriptors/output-converters", () => Of<object>([]));
    }

    static IResult Of<T>(IReadOnlyList<T> items) => StudioJson.Answer(new { items, count = items.Count });
}
