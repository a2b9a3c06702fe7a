using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;

namespace BackOfficeFlow.Work.Tests;

/// <summary>In the surroundings of a test it is the clerk who asks.</summary>
sealed class ClerkAsks : ICallerSource
{
    public ValueTask<Caller> Find(CancellationToken cancel) => new(TestHouse.Clerk);
}
