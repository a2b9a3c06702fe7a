using System.Diagnostics;
using System.Globalization;
using System.Text;
using BackOfficeFlow.Engine.Tests.Properties;
using CsCheck;

namespace BackOfficeFlow.Engine.Tests.Fuzzing;

/// <summary>Whatever a file holds, its reader gets an error message or a run: nothing is thrown, and nothing goes beyond the limits.</summary>
[Collection(nameof(Alone))]
public sealed class DefinitionFuzzTests
{
    // Allocated over up to six bursts, of which each may hold a hundredth of it.
    const long MostBytes = 2L << 30;

    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable("BACKOFFICEFLOW_PROPERTY_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 4;

    static readonly object?[] News = [null, "news", 5L, double.NaN, double.PositiveInfinity, decimal.MaxValue, "\ud800\0", true, Nested(200), new Dictionary<string, object?> { ["$map"] = 1L, [""] = null }];

    static object Nested(int depth) => Enumerable.Range(0, depth).Aggregate((object)1L, (inner, _) => new List<object?> { inner });

    [Fact]
    public async Task A_spoilt_definition_is_refused_with_a_message_or_runs_within_its_limits()
    {
        var came = new SortedDictionary<string, int>();

        await Gen.Select(Gen.Int[0, Seeds.All.Count - 1], Gen.Byte.Array[1, 60]).SampleAsync(async (seed, rolls) =>
        {
            var spoilt = new Spoil(new Dice(rolls)).Of(Seeds.All[seed]);
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();

            var stage = await new Edge().Pass(spoilt, News[rolls.Length % News.Length]);

            watch.Elapsed.ShouldBeLessThan(MostTime);
            (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(MostBytes + (40L * spoilt.Length));
            came[stage] = came.GetValueOrDefault(stage) + 1;
        }, TestContext.Current.TestOutputHelper!.WriteLine, time: Seconds, threads: 1, print: pair => Encoding.UTF8.GetString(new Spoil(new Dice(pair.Item2)).Of(Seeds.All[pair.Item1])) is var text && text.Length > 4000 ? text[..4000] : text);

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", came.Select(pair => $"{pair.Key} {pair.Value}")));
        came.Keys.ShouldBeSubsetOf(["not read", "refused", "not started", "ended", "ran"]);
        came.ShouldContainKey("not read");
        came.ShouldContainKey("ended");
    }
}
