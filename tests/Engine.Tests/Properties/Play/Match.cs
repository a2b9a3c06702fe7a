using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>Plays a plan in the model, in the engine's memory, and in an engine that forgets all but what it saved, and compares them whenever they are quiet.</summary>
sealed class Match
{
    const int MostStimuli = 60;

    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    // A compiler keeps script engines that are dear to make.
    static readonly ConcurrentDictionary<EngineOptions, Compiler> Compilers = new();

    readonly Game model;
    readonly Lane[] lanes;
    readonly IReadOnlyDictionary<string, string> parents;
    readonly List<string> told = [];

    public Match(Plan plan, EngineOptions options)
    {
        Definition = PlanJson.Of(plan);
        model = new Game(plan, options.FlowchartMode == FlowchartMode.Token, options.IncidentStrategy == IncidentStrategy.Fault);
        var definition = DefinitionReader.Read(Encoding.UTF8.GetBytes(Definition)).Definition!;
        var compiled = Compilers.GetOrAdd(options, with => new Compiler(Registry, with)).Compile(definition);
        var workflow = compiled.Workflow ?? throw new InvalidOperationException(string.Join("\n", compiled.Findings.Select(finding => FindingTexts.Say(finding, CultureInfo.InvariantCulture))));
        lanes = [new Lane(workflow, options, isReopened: false), new Lane(workflow, options, isReopened: true)];
        parents = ParentsIn(plan.Root, "Workflow1").ToDictionary(pair => pair.Child, pair => pair.Parent);
    }

    public string Definition { get; }

    /// <summary>How many ways there were to go on at each quiet point.</summary>
    public List<int> Turns { get; } = [];

    /// <summary>The last thing that was seen of it.</summary>
    public Sight Last { get; private set; } = null!;

    /// <summary>What differs or does not hold; null when all is well.</summary>
    public async Task<string?> Play(IOrder order)
    {
        model.Start();
        if (model.IsTooLong)
            return null;
        if (await Compare("start", lane => lane.Start(order.Crashes())) is { } first)
            return first;
        while (!model.IsOver && Turns.Count < MostStimuli)
        {
            var ways = model.Waits + model.Failures;
            if (ways == 0)
                return Say("the model has nothing to wait for");
            Turns.Add(ways);
            if (await GoOn(order.Next(ways), order) is { } problem)
                return problem;
            if (model.IsTooLong)
                return null;
        }
        return null;
    }

    async Task<string?> GoOn(int way, IOrder order)
    {
        var crashes = order.Crashes();
        if (!model.IsFaulted && order.Cancels())
        {
            model.Cancel();
            return await Compare("cancel", lane => lane.Cancel(crashes));
        }
        if (way >= model.Waits)
        {
            var failure = way - model.Waits;
            model.Mend(failure);
            return await Unless(() => Compare($"mend {failure}", lane => lane.Mend(failure, crashes)));
        }
        var news = order.News();
        model.Resume(way, news);
        return await Unless(() => Compare($"resume {way} with {news}", lane => lane.Resume(way, news, crashes)));
    }

    Task<string?> Unless(Func<Task<string?>> compare) => model.IsTooLong ? Task.FromResult<string?>(null) : compare();

    async Task<string?> Compare(string what, Func<Lane, Task> act)
    {
        told.Add(what);
        Last = model.See();
        foreach (var lane in lanes)
        {
            await act(lane);
            if (lane.See() is var seen && seen != Last)
                return Say($"{(lane == lanes[0] ? "kept in memory" : "opened again")}, they differ:\n{Sight.Difference(Last, seen)}");
            if (JournalCheck.Look(lane.Journal, lane.Instance, parents) is { } problem)
                return Say(problem);
            if (!lane.SavesTheSameAgain())
                return Say("what is opened and saved again is not the same");
            if (lane.Stale is not null && !await lane.RefusesStale())
                return Say("a wait that is over was resumed a second time");
        }
        return null;
    }

    string Say(string problem) => $"{problem}\nafter: {string.Join(", ", told)}\nof: {Definition}";

    static IEnumerable<(string Child, string Parent)> ParentsIn(Step step, string parent)
    {
        yield return (step.Id, parent);
        IEnumerable<Step> children = step switch
        {
            Sequence sequence => sequence.Steps,
            Parallel parallel => parallel.Steps,
            Fork fork => fork.Branches,
            If choice => Present(choice.Then, choice.Else),
            Switch choice => Present([.. choice.Cases.Select(item => item.Then), choice.Default]),
            While loop => [loop.Body],
            For loop => [loop.Body],
            ForEach loop => [loop.Body],
            Flow flow => flow.Nodes,
            _ => []
        };
        foreach (var pair in children.SelectMany(child => ParentsIn(child, step.Id)))
            yield return pair;
    }

    static IEnumerable<Step> Present(params Step?[] steps) => steps.OfType<Step>();
}
