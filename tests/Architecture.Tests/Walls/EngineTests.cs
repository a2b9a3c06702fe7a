using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class EngineTests
{
    const string Root = "BackOfficeFlow.Engine";

    static readonly Room Engine = Room.All.Single(room => room.Name == "Engine");

    /// <summary>Each may use only those to its left; the room's root holds the values that all speak of.</summary>
    static readonly string[] Folders = ["", ".Definitions", ".Expressions", ".Activities", ".Running"];

    /// <summary>What the engine may use beside the base library: its expression languages (Acornima is Jint's parser) and cron.</summary>
    static readonly string[] Libraries = ["Jint", "Acornima", "DotLiquid", "Cronos"];

    [Fact]
    public void The_engine_uses_the_base_library_and_its_expression_languages()
    {
        var baseLibrary = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        var others = Engine.Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !File.Exists(Path.Combine(baseLibrary, name + ".dll")))
            .Except(Libraries);

        others.ShouldBeEmpty();
    }

    [Fact]
    public void The_folders_of_the_engine_form_no_circle()
    {
        var backward =
            from type in CompiledCode.Of(Engine)
            from used in type.Uses
            where used.Namespace.StartsWith(Root, StringComparison.Ordinal) && Place(used.Namespace) > Place(type.Namespace)
            select $"{type.FullName} -> {used.FullName}";

        backward.ShouldBeEmpty("Definitions <- Expressions <- Activities <- Running: each may use only those to its left.");
    }

    static int Place(string name) => Array.IndexOf(Folders, name[Root.Length..]);
}
