using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BackOfficeFlow.Studio;

/// <summary>The page that holds one part of Studio: its editor, its viewer, one of its lists. It stands in a frame of one of our pages.</summary>
static partial class StudioPage
{
    static readonly string Template = StudioTemplates.Read("StudioPage.html");

    public static IResult Definitions(StudioFiles files, HttpContext context) => Show(new("elsa-workflow-definition-list"), files, context);

    public static IResult Definition(string definitionId, StudioFiles files, HttpContext context) =>
        Show(new("elsa-workflow-definition-editor") { DefinitionId = definitionId }, files, context);

    public static IResult Instances(StudioFiles files, HttpContext context) => Show(new("elsa-workflow-instance-list"), files, context);

    public static IResult Instance(string instanceId, StudioFiles files, HttpContext context) =>
        Show(new("elsa-workflow-instance-viewer") { InstanceId = instanceId }, files, context);

    static IResult Show(StudioPart part, StudioFiles files, HttpContext context)
    {
        // Our own pages say what is missing and how to get it.
        if (!files.AreThere)
            return Results.NotFound();

        var page = Encoding.UTF8.GetBytes(Fill(part, StudioSession.Who(context.User)));
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = HeaderNames.Cookie;
        return Results.Bytes(page, "text/html; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{ConfigurationItem.HashOf(page)[..32]}\""));
    }

    static string Fill(StudioPart part, string who) => Place().Replace(Template, place => HtmlEncoder.Default.Encode(place.Groups["text"] is { Success: true, Value: var key }
        ? Texts.Say(key)
        : place.Groups["name"].Value switch
        {
            "Language" => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            "Title" => part.DefinitionId ?? part.InstanceId ?? Texts.Say("DesignerTitle"),
            "Base" => StudioRoom.StudioPath,
            "Element" => part.Element,
            "Definition" => part.DefinitionId ?? "",
            "Instance" => part.InstanceId ?? "",
            "Who" => who,
            var unknown => throw new InvalidOperationException($"The page's template has a place '{unknown}' that nothing fills.")
        }));

    [GeneratedRegex(@"\{\{(?:Text:(?<text>\w+)|(?<name>\w+))\}\}")]
    private static partial Regex Place();

    /// <summary>An element of Studio and what it shows.</summary>
    sealed record StudioPart(string Element)
    {
        public string? DefinitionId { get; init; }
        public string? InstanceId { get; init; }
    }
}
