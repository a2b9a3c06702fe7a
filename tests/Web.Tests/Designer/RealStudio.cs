using BackOfficeFlow.Studio;
using BackOfficeFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What tests that draw with the real Elsa Studio have in common.</summary>
static class RealStudio
{
    public static void Require(WebHouse house) =>
        Requires.That(house.Parts.GetRequiredService<StudioFiles>().AreThere, "Needs Elsa Studio: install Node.js with npm and build again.");

    /// <summary>Studio within our page.</summary>
    public static IFrameLocator On(IPage page) => page.FrameLocator("iframe.bof-designer");

    /// <summary>A process of one step, which says hello.</summary>
    public static string Greeting(string id, string name) =>
        $$$"""
        {"id":"{{{id}}}-1","definitionId":"{{{id}}}","name":"{{{name}}}","version":1,"root":{"id":"flow","type":"Elsa.Flowchart","version":1,"connections":[],
         "activities":[{"id":"say","name":"say","type":"Elsa.WriteLine","version":1,"metadata":{"designer":{"position":{"x":100,"y":100},"size":{"width":150,"height":50} },"displayText":"Says hello"},
          "text":{"typeName":"String","expression":{"type":"Literal","value":"Hello"} } }]} }
        """;
}
