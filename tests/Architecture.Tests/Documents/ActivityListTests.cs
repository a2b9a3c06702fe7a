using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class ActivityListTests
{
    [Fact]
    public async Task The_list_of_activities_is_what_the_activities_say()
    {
        var file = Repository.PathTo("docs", "activities.md");
        var expected = ActivityList.Write(ActivityRegistry.With(Room.All.Where(room => room.Name != "Engine").Select(room => room.Assembly)));
        var written = File.Exists(file) ? (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";

        if (written != expected && !Requires.IsCi)
            await File.WriteAllTextAsync(file, expected, TestContext.Current.CancellationToken);

        (written == expected).ShouldBeTrue("docs/activities.md was stale. It has been written anew (not under CI): read the difference and commit it.");
    }
}
