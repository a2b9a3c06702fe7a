using Microsoft.AspNetCore.Builder;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Says that a node takes a bounded number of a route's requests at once and refuses more. Pages of people bear no such mark.</summary>
public sealed record MachineLoad(LoadKind Kind);

public enum LoadKind
{
    /// <summary>Commands of other systems.</summary>
    Command,

    /// <summary>Large files on their way into the database.</summary>
    Upload
}

/// <summary>A request's turn to be worked on: a feature of the request.</summary>
public interface IMachineTurn
{
    /// <summary>The request only waits for others now: the next may be worked on.</summary>
    void GiveBack();
}

public static class MachineLoads
{
    public static TRoute UnderLoad<TRoute>(this TRoute route, LoadKind kind)
        where TRoute : IEndpointConventionBuilder => route.WithMetadata(new MachineLoad(kind));
}
