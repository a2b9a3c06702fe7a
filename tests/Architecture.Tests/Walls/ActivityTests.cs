using System.Reflection;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class ActivityTests
{
    static readonly IReadOnlyList<Type> Activities =
        [.. Room.All.SelectMany(room => room.Assembly.GetTypes()).Where(type => typeof(Activity).IsAssignableFrom(type) && !type.IsAbstract)];

    [Fact]
    public void An_activity_is_sealed_and_described()
    {
        var nameless = Activities.Where(type => !type.IsSealed || type.GetCustomAttribute<ActivityAttribute>() is not { Description.Length: > 0 });

        nameless.Select(type => type.FullName).ShouldBeEmpty("Make it sealed and give [Activity] a Description.");
    }

    [Fact]
    public void Inputs_and_outputs_are_described()
    {
        var silent =
            from type in Activities
            from property in type.GetProperties()
            where Description(property) is ""
            select $"{type.FullName}.{property.Name}";

        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Type_names_which_stand_in_saved_definitions_never_change()
    {
        var file = Repository.PathTo("tests", "Architecture.Tests", "Walls", "activity-types.txt");
        var known = File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').ToList();

        var used = Activities.Select(type => type.GetCustomAttribute<ActivityAttribute>()).OfType<ActivityAttribute>().Select(activity => activity.Type).ToList();

        known.Except(used).ShouldBeEmpty("A type name that was used once is used for ever: saved definitions hold it.");
        used.Except(known).ShouldBeEmpty($"Add the new names to {file}.");
        used.ShouldBeUnique();
        known.ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
    }

    static string? Description(PropertyInfo property) =>
        property.GetCustomAttribute<InputAttribute>()?.Description
        ?? property.GetCustomAttribute<OutputAttribute>()?.Description
        ?? property.GetCustomAttribute<PartAttribute>()?.Description;
}
