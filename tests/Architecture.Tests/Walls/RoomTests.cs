using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class RoomTests
{
    [Fact]
    public void A_room_uses_only_rooms_to_which_an_arrow_is_drawn()
    {
        var crossed = Room.All.SelectMany(room => room.Referenced.Except(room.Uses).Select(other => $"{room} -> {other}"));

        crossed.ShouldBeEmpty("Draw the arrow in Room.cs and docs/rooms.md if the wall should open there; else move the code.");
    }

    [Fact]
    public void Every_arrow_that_is_drawn_is_used()
    {
        var idle = Room.All.SelectMany(room => room.Uses.Except(room.Referenced).Select(other => $"{room} -> {other}"));

        idle.ShouldBeEmpty("An arrow that no code uses is a door left open: take it out of Room.cs and docs/rooms.md.");
    }

    [Fact]
    public void Every_project_under_src_is_a_room_of_the_drawing()
    {
        var projects = Directory.GetDirectories(Testing.Repository.PathTo("src")).Select(folder => Path.GetFileName(folder)[Room.Prefix.Length..]);

        projects.ShouldBe(Room.All.Select(room => room.Name), ignoreOrder: true);
    }

    [Fact]
    public void The_drawing_in_the_documents_is_the_same()
    {
        var drawn = File.ReadLines(Testing.Repository.PathTo("docs", "rooms.md")).Select(line => line.Trim()).Where(line => line.Contains(" --> ", StringComparison.Ordinal));

        drawn.ShouldBe(Room.All.SelectMany(room => room.Uses.Select(other => $"{room} --> {other}")), ignoreOrder: true);
    }

    [Fact]
    public void The_rooms_form_no_circle()
    {
        List<string> built = [];
        foreach (var room in Room.All)
        {
            room.Uses.Except(built).ShouldBeEmpty($"{room} uses rooms that are drawn after it.");
            built.Add(room.Name);
        }
    }

    [Fact]
    public void The_data_room_knows_no_database()
    {
        string[] providers = ["Npgsql", "Microsoft.Data.Sql", "Microsoft.EntityFrameworkCore.Sql", "SQLitePCL"];
        var data = Room.All.Single(room => room.Name == "Data");

        var known = data.Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => providers.Any(name.StartsWith));

        known.ShouldBeEmpty();
    }
}
