using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>What scripts of a process may name, for the designer's editor of scripts to complete. Of a process that nobody knows yet, what all scripts have.</summary>
static class WriteScriptTypes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/scripting/javascript/type-definitions/{definitionId}", Write);

    static async Task<IResult> Write(string definitionId, HttpContext context, ActivityRegistry registry, Requests requests)
    {
        var definition = await requests.Send(new FindNewestDefinition(definitionId), context.RequestAborted);
        return Results.Text(ScriptDeclarations.Of(definition, definition is null ? [] : Outputs(definition, registry)), "application/x-typescript");
    }

    static IEnumerable<(string Activity, string Output)> Outputs(WorkflowDefinition definition, ActivityRegistry registry) =>
        from activity in definition.Activities
        where !string.IsNullOrWhiteSpace(activity.Name)
        from output in registry.Find(activity.Type, activity.Version)?.Outputs ?? []
        select (activity.Name!, output.Name);
}
