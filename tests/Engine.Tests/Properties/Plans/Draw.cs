using System.Globalization;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>Draws well-formed processes: every loop ends, every flowchart has one start, and what goes back goes to the head of its loop.</summary>
sealed partial class Draw(Dice dice)
{
    const int MaxDepth = 5;

    static readonly string[] Shared = ["a", "b", "c"];

    readonly Dice dice = dice;
    readonly List<string> counters = [];
    readonly List<string> locals = [];
    int ids;
    int loops;
    int counting;

    public static Plan From(IReadOnlyList<byte> rolls)
    {
        var draw = new Draw(new Dice(rolls));
        Step root = draw.dice.OneIn(3) ? draw.NewSequence(0) : draw.NewFlow(0);
        return new Plan(root, [.. Shared, .. draw.counters, Plan.Mended]);
    }

    string NewId(string word) => string.Create(CultureInfo.InvariantCulture, $"{word}{++ids}");

    string NewCounter()
    {
        var counter = string.Create(CultureInfo.InvariantCulture, $"n{counters.Count + 1}");
        counters.Add(counter);
        return counter;
    }

    string Variable() => locals.Count > 0 && dice.OneIn(2) ? dice.Any(locals) : dice.Any(Shared);

    Condition NewCondition() => dice.Of(4) switch
    {
        0 => new Condition(dice.Any(Shared), null, 1, 0),
        1 => new Condition(dice.Any(Shared), null, 1, 1),
        _ => new Condition(dice.Any(Shared), null, 2, dice.Of(2))
    };

    Step NewStep(int depth)
    {
        // A small number is a simple step.
        switch (dice.Of(depth >= MaxDepth ? 16 : 28))
        {
            case 2: return new Put(NewId("put"), Variable(), dice.Of(10));
            case 3 or 4: return new Mix(NewId("mix"), Variable(), dice.Of(10));
            case >= 5 and < 14: return new Await(NewId("wait"), (WaitKind)dice.Of(4), dice.OneIn(3) ? Variable() : null);
            case 14: return new Stumble(NewId("stumble"));
            case 15 when dice.OneIn(3): return NewLeave();
            case 16 or 17: return NewSequence(depth);
            case 18: return new Parallel(NewId("parallel"), NewSteps(depth, 4));
            case 19: return new Fork(NewId("fork"), dice.OneIn(2), NewSteps(depth, 3));
            case 20: return new If(NewId("if"), NewCondition(), dice.OneIn(5) ? null : NewStep(depth + 1), dice.OneIn(2) ? null : NewStep(depth + 1));
            case 21: return new Switch(NewId("switch"), dice.OneIn(2), [.. Many(3, () => (NewCondition(), dice.OneIn(4) ? null : NewStep(depth + 1)))], dice.OneIn(2) ? NewStep(depth + 1) : null);
            case 22: return NewWhile(depth);
            case 23: return InLoop(counts: true, () => new For(NewId("for"), dice.Of(4), dice.Of(4), dice.Any([1, 2, -1]), dice.OneIn(2), NewStep(depth + 1)));
            case 24: return InLoop(counts: true, () => new ForEach(NewId("each"), [.. Many(4, () => dice.Of(10))], dice.OneIn(2), NewStep(depth + 1)));
            case >= 25: return NewFlow(depth);
            default: return new Line(NewId("line"), dice.Of(4) switch { 0 => null, 1 when counting > 0 => "CurrentValue", _ => Variable() });
        }
    }

    Leave NewLeave() => new(NewId("leave"), dice.Of(12) switch
    {
        0 => LeaveKind.Finish,
        1 => LeaveKind.Complete,
        < 7 => LeaveKind.End,
        _ => loops > 0 || dice.OneIn(4) ? LeaveKind.Break : LeaveKind.End
    });

    Sequence NewSequence(int depth)
    {
        var id = NewId("seq");
        if (!dice.OneIn(3))
            return new Sequence(id, NewSteps(depth, 4), null);
        var local = $"{id}local";
        locals.Add(local);
        var steps = NewSteps(depth, 4);
        locals.Remove(local);
        return new Sequence(id, steps, local);
    }

    List<Step> NewSteps(int depth, int most) => Many(most, () => NewStep(depth + 1));

    List<T> Many<T>(int most, Func<T> make)
    {
        var made = new List<T>();
        for (var left = dice.Of(most + 1); left > 0; left--)
            made.Add(make());
        return made;
    }

    While NewWhile(int depth) => InLoop(counts: false, () =>
    {
        var counter = NewCounter();
        var id = NewId("while");
        return new While(id, new Condition(counter, 1 + dice.Of(3), 1, 0), new Sequence(NewId("seq"), [new Count(NewId("count"), counter), NewStep(depth + 1)], null));
    });

    T InLoop<T>(bool counts, Func<T> make)
    {
        loops++;
        counting += counts ? 1 : 0;
        var made = make();
        loops--;
        counting -= counts ? 1 : 0;
        return made;
    }
}
