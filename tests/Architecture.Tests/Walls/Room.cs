using System.Reflection;
using BackOfficeFlow.Business;
using BackOfficeFlow.Data;
using BackOfficeFlow.Data.Providers;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Studio;
using BackOfficeFlow.Web;
using BackOfficeFlow.Work;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>One room of the house and the rooms that its code uses. The drawing of docs/rooms.md, as data.</summary>
sealed record Room(string Name, Assembly Assembly, params IReadOnlyList<string> Uses)
{
    public const string Prefix = "BackOfficeFlow.";

    public static readonly IReadOnlyList<Room> All =
    [
        new("Engine", typeof(Activity).Assembly),
        new("Data", typeof(BackOfficeDb).Assembly),
        new("Runtime", typeof(CurrentCaller).Assembly, "Data", "Engine"),
        new("Ui", typeof(Ui.Texts).Assembly),
        new("Work", typeof(WorkRoom).Assembly, "Ui", "Runtime", "Data", "Engine"),
        new("Business", typeof(BusinessRoom).Assembly, "Work", "Ui", "Runtime", "Data", "Engine"),
        new("Studio", typeof(StudioRoom).Assembly, "Work", "Ui", "Runtime", "Engine"),
        new("Data.Providers", typeof(SqliteDb).Assembly, "Business", "Work", "Runtime", "Data"),
        new("Web", typeof(House).Assembly, "Data.Providers", "Studio", "Business", "Work", "Ui", "Runtime", "Data", "Engine"),
    ];

    /// <summary>Rooms whose first folders are areas with a namespace of their own.</summary>
    public static readonly IReadOnlySet<string> WithAreas = new HashSet<string> { "Engine", "Work", "Business" };

    /// <summary>The rooms that the compiled code refers to.</summary>
    public IReadOnlyList<string> Referenced =>
        [.. Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..])];

    public override string ToString() => Name;
}
