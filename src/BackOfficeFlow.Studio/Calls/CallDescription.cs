using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace BackOfficeFlow.Studio;

/// <summary>Describes the body of a call. The framework's own way would make a call without a body or type another address, which is unknown.</summary>
static class CallDescription
{
    public static RouteHandlerBuilder MayBring<T>(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer(async (operation, context, cancel) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = false,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancel) } }
        });
}
