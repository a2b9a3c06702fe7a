using System.Globalization;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using CsCheck;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>
/// Random processes, random orders of what happens to them, and crashes in between: the engine must do what the reference model does.
/// docs/howto/properties.md says how to look longer and how to play a failure again.
/// </summary>
[Collection(nameof(Alone))]
public sealed class TokenGameTests
{
    static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable("BACKOFFICEFLOW_PROPERTY_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 4;

    static readonly Gen<(byte[] Plan, byte[] Order)> Cases = Gen.Select(Gen.Byte.Array[1, 300], Gen.Byte.Array[0, 100]);

    static readonly EngineOptions[] Hosts =
    [
        new(), new() { IncidentStrategy = IncidentStrategy.Fault },
        new() { FlowchartMode = FlowchartMode.Token }, new() { FlowchartMode = FlowchartMode.Token, IncidentStrategy = IncidentStrategy.Fault }
    ];

    [Theory]
    [InlineData(FlowchartMode.Counter, IncidentStrategy.Continue)]
    [InlineData(FlowchartMode.Counter, IncidentStrategy.Fault)]
    [InlineData(FlowchartMode.Token, IncidentStrategy.Continue)]
    [InlineData(FlowchartMode.Token, IncidentStrategy.Fault)]
    public Task The_engine_plays_every_process_as_the_model_does(FlowchartMode mode, IncidentStrategy strategy) =>
        Cases.SampleAsync(rolls => Play(rolls, new EngineOptions { FlowchartMode = mode, IncidentStrategy = strategy }),
            TestContext.Current.TestOutputHelper!.WriteLine, time: Seconds, threads: 1, print: Print);

    [Fact]
    public async Task Whatever_the_order_of_answers_a_process_has_the_same_outcomes_as_in_the_model()
    {
        await Gen.Select(Gen.Byte.Array[1, 80], Gen.Int[0, Hosts.Length - 1]).SampleAsync(async (rolls, host) =>
        {
            var outcomes = new HashSet<string>();
            foreach (var order in Orders(rolls, Hosts[host]))
                outcomes.Add(await order);
            outcomes.Count.ShouldBeGreaterThan(0);
        }, TestContext.Current.TestOutputHelper!.WriteLine, time: Seconds, threads: 1, print: pair => PlanText.Of(Draw.From(pair.Item1)));
    }

    // Each order of answers, told as dice, up to a hundred of them: at every quiet point the match compares model and engine.
    static IEnumerable<Task<string>> Orders(byte[] rolls, EngineOptions host)
    {
        List<(int Taken, int Of)> path = [];
        for (var i = 0; i < 100; i++)
        {
            var match = new Match(Draw.From(rolls), host);
            var order = new Given([.. path.Select(turn => turn.Taken)]);
            var played = Finish(match, order);
            yield return played;
            path = [.. order.Turns];
            while (path.Count > 0 && path[^1].Taken == path[^1].Of - 1)
                path.RemoveAt(path.Count - 1);
            if (path.Count == 0)
                yield break;
            path[^1] = (path[^1].Taken + 1, path[^1].Of);
        }
    }

    static async Task<string> Finish(Match match, Given order)
    {
        (await match.Play(order)).ShouldBeNull();
        return match.Last.Told;
    }

    [Theory]
    [InlineData("LostCallback")]
    [InlineData("DoubleFire")]
    [InlineData("MissedDeadPath")]
    [InlineData("StaleWrite")]
    [InlineData("SwallowedStimulus")]
    public async Task A_defect_that_is_planted_in_the_engine_is_found_and_a_seed_is_named(string bug)
    {
        var options = new EngineOptions { Planted = Enum.Parse<PlantedBug>(bug) };

        var found = await Should.ThrowAsync<CsCheckException>(() => Cases.SampleAsync(rolls => Play(rolls, options), iter: 400, threads: 1, print: Print));

        TestContext.Current.TestOutputHelper!.WriteLine(found.Message);
        found.Message.ShouldContain("CsCheck_Seed");
    }

    /// <summary>A generator that draws next to nothing finds nothing.</summary>
    [Fact]
    public async Task What_is_drawn_is_worth_playing()
    {
        var lengths = new List<int>();
        var events = new HashSet<string>();

        await Cases.SampleAsync(async rolls =>
        {
            var match = new Match(Draw.From(rolls.Plan), Hosts[rolls.Plan.Length % Hosts.Length]);
            await match.Play(new Chance(new Dice(rolls.Order)));
            lengths.Add(match.Turns.Count);
            foreach (var line in match.Last.Events.Split('\n'))
                events.Add(new string([.. line.Split(' ')[0].Where(char.IsLetter)]) + " " + line.Split(' ')[1]);
        }, seed: "0000KOIPe9L4", iter: 2000, threads: 1);

        string[] steps = ["line", "put", "mix", "wait", "stumble", "leave", "seq", "parallel", "fork", "if", "switch", "while", "for", "each", "flow", "decide", "choose", "split", "join", "head", "again"];
        steps.Where(step => !events.Contains($"{step} Completed")).ShouldBeEmpty();
        string[] containers = ["seq", "parallel", "fork", "if", "switch", "while", "for", "each", "flow", "wait", "stumble"];
        containers.Where(step => !events.Contains($"{step} Canceled")).ShouldBeEmpty();
        lengths.Count(length => length >= 3).ShouldBeGreaterThan(400);
        lengths.Count(length => length >= 10).ShouldBeGreaterThan(60);
    }

    static async Task Play((byte[] Plan, byte[] Order) rolls, EngineOptions options) =>
        (await new Match(Draw.From(rolls.Plan), options).Play(new Chance(new Dice(rolls.Order)))).ShouldBeNull();

    static string Print((byte[] Plan, byte[] Order) rolls) => $"{PlanText.Of(Draw.From(rolls.Plan))}\n{string.Join(",", rolls.Plan)} / {string.Join(",", rolls.Order)}";
}
