using System.Globalization;

namespace BackOfficeFlow.Engine.Tests.Properties;

sealed partial class Draw
{
    Flow NewFlow(int depth)
    {
        var chart = new Chart();
        var id = NewId("flow");
        var last = (From: chart.Add(new Line(NewId("line"), null)), Port: "Done");
        for (var left = 1 + dice.Of(3); left > 0; left--)
            last = NewSegment(chart, last, depth, isInLoop: false);
        var merges = new Dictionary<string, Merge>();
        foreach (var node in chart.Nodes.Where(node => node is not Join && chart.Ways.Count(way => way.To == node.Id) > 1))
            if (dice.OneIn(3))
                merges[node.Id] = (Merge)dice.Of(5);
        return new Flow(id, chart.Nodes, chart.Ways, merges);
    }

    (string From, string Port) NewSegment(Chart chart, (string From, string Port) last, int depth, bool isInLoop) => dice.Of(6) switch
    {
        0 => (Append(chart, last, NewStep(depth + 1)), "Done"),
        1 or 2 => NewRound(chart, last, depth),
        _ => NewBlock(chart, last, depth, isInLoop)
    };

    static string Append(Chart chart, (string From, string Port) last, Step step)
    {
        chart.Connect(last.From, last.Port, chart.Add(step));
        return step.Id;
    }

    /// <summary>A net of nodes without circles; all that has nowhere to go meets at its end, inside a loop always.</summary>
    (string From, string Port) NewBlock(Chart chart, (string From, string Port) last, int depth, bool isInLoop)
    {
        var block = new List<Step> { NewNode(depth, isFork: true) };
        Append(chart, last, block[0]);
        for (var left = 1 + dice.Of(6); left > 0; left--)
        {
            var node = dice.OneIn(4) ? NewJoin() : NewNode(depth, isFork: dice.OneIn(3));
            var ways = node is Join ? 2 + dice.Of(2) : dice.OneIn(3) ? 2 : 1;
            chart.Add(node);
            for (; ways > 0; ways--)
            {
                var source = block[dice.Of(block.Count)];
                chart.Connect(source.Id, PortOf(source), node.Id);
            }
            block.Add(node);
        }
        var exit = dice.OneIn(2) ? NewJoin() : NewStep(depth + 1);
        chart.Add(exit);
        foreach (var open in block.Where(node => !chart.Ways.Any(way => way.From == node.Id)))
            if (isInLoop || !dice.OneIn(4))
                chart.Connect(open.Id, PortOf(open), exit.Id);
        if (!chart.Ways.Any(way => way.To == exit.Id))
            chart.Connect(block[^1].Id, PortOf(block[^1]), exit.Id);
        return (exit.Id, "Done");
    }

    /// <summary>Counts, does something, and goes back until it has counted far enough.</summary>
    (string From, string Port) NewRound(Chart chart, (string From, string Port) last, int depth)
    {
        var counter = NewCounter();
        var head = new Count(NewId("head"), counter);
        Append(chart, last, head);
        var inner = (head.Id, "Done");
        for (var left = 1 + dice.Of(2); left > 0; left--)
            inner = NewSegment(chart, inner, depth, isInLoop: true);
        var again = new Decision(NewId("again"), new Condition(counter, 1 + dice.Of(3), 1, 0));
        Append(chart, inner, again);
        chart.Connect(again.Id, "True", head.Id, isBack: true);
        return (again.Id, "False");
    }

    Step NewNode(int depth, bool isFork) => isFork
        ? dice.Of(6) switch
        {
            1 => new Decision(NewId("decide"), NewCondition()),
            2 => new Choice(NewId("choose"), dice.OneIn(2), [.. Many(3, NewCondition).Select((when, i) => (string.Create(CultureInfo.InvariantCulture, $"case{i}"), when))]),
            3 or 4 => new Split(NewId("split"), [.. Enumerable.Range(0, 1 + dice.Of(3)).Select(i => string.Create(CultureInfo.InvariantCulture, $"branch{i}"))]),
            _ => new Line(NewId("line"), null)
        }
        : NewStep(depth + 1);

    Join NewJoin() => new(NewId("join"), (JoinKind)dice.Of(3));

    string PortOf(Step step) => step switch
    {
        Decision => dice.Any(["True", "False"]),
        Choice choice => dice.Any([.. choice.Cases.Select(item => item.Label), "Default"]),
        Split split => dice.Any(split.Branches),
        _ => dice.OneIn(16) ? "Never" : "Done"
    };

    sealed class Chart
    {
        public List<Step> Nodes { get; } = [];
        public List<Way> Ways { get; } = [];

        public string Add(Step step)
        {
            Nodes.Add(step);
            return step.Id;
        }

        public void Connect(string from, string port, string to, bool isBack = false)
        {
            if (!Ways.Exists(way => way.From == from && way.Port == port && way.To == to))
                Ways.Add(new Way(from, port, to, isBack));
        }
    }
}
