using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>Requests that a real server was asked, asked of ours: the same status, and whatever its answers have, ours have in the same shape.</summary>
public sealed class StudioRecordedTests(StudioPeople people) : IClassFixture<StudioPeople>
{
    static readonly string Recorded = Path.Combine(Repository.Root, "..", "shared", "corpus", "elsa-rest");

    // What only Elsa's own activities and server put there.
    static readonly string[] Theirs = ["errors", "customProperties", "links", "items", "options", "description", "providerName"];

    [Theory]
    [InlineData("workflow-definitions-save-draft-new")]
    [InlineData("workflow-definitions-save-minimal")]
    [InlineData("workflow-definitions-save-malformed")]
    [InlineData("workflow-definitions-import")]
    [InlineData("workflow-definitions-list-default")]
    [InlineData("workflow-definitions-list-bad-page")]
    [InlineData("workflow-definitions-count")]
    [InlineData("workflow-definitions-is-name-unique")]
    [InlineData("workflow-definitions-bulk-publish")]
    [InlineData("workflow-definitions-bulk-retract")]
    [InlineData("workflow-definitions-bulk-delete")]
    [InlineData("workflow-definitions-delete-missing")]
    [InlineData("package-version")]
    [InlineData("features-installed-list")]
    public async Task What_a_real_server_answers_stands_in_our_answer_too(string file)
    {
        var path = Path.Combine(Recorded, file + ".json");
        Assert.SkipUnless(File.Exists(path), "The recorded answers of a real server are not here.");
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        var request = recorded["request"]!;
        var body = request["body"] is { } sent ? sent.GetValueKind() == JsonValueKind.String ? sent.ToString() : sent.ToJsonString() : null;

        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await (await people.Designer).Send(request["method"]!.ToString(), request["url"]!.ToString()["/elsa/api".Length..], content);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(recorded["response"]!["status"]!.GetValue<int>(), text);
        if (recorded["response"]!["body"] is JsonObject expected)
            Gaps(expected, JsonNode.Parse(text), "$").ShouldBeEmpty(text);
    }

    static IEnumerable<string> Gaps(JsonNode? expected, JsonNode? ours, string path)
    {
        if (expected is null)
            return [];
        if (Kind(expected) != Kind(ours))
            return [$"{path}: {Kind(expected)}, not {Kind(ours)}"];
        if (expected is JsonObject theirs)
            return theirs.Where(member => !Theirs.Contains(member.Key) || path == "$" && member.Key == "items")
                .SelectMany(member => Gaps(member.Value, ours![member.Key], $"{path}.{member.Key}"));
        return expected is JsonArray { Count: > 0 } list && ours is JsonArray { Count: > 0 } items && list[0] is JsonObject ? Gaps(list[0], items[0], $"{path}[]") : [];
    }

    static string Kind(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "nothing",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        var kind => kind.ToString()!
    };
}
