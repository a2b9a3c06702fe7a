namespace BackOfficeFlow.Engine;

/// <summary>
/// The value domain of variables, inputs, outputs and news: null, string, bool, long, double, decimal, DateTimeOffset (UTC kept as given),
/// DateOnly, TimeSpan, Guid, byte[], <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c> (ordinal keys). Everything else is converted at the edge.
/// </summary>
public static partial class Values
{
}
