using Acornima.Ast;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>How deep a script nests, and whether it can repeat itself; found without recursion, since the depth is what is in question.</summary>
readonly record struct ScriptShape(int Depth, bool CanRepeat)
{
    public static ScriptShape Of(Node script)
    {
        var (deepest, canRepeat) = (0, false);
        var todo = new Stack<(Node Node, int Depth)>();
        todo.Push((script, 1));
        while (todo.TryPop(out var next))
        {
            deepest = Math.Max(deepest, next.Depth);
            canRepeat |= next.Node is ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement or IFunction or IClass;
            foreach (var child in next.Node.ChildNodes)
                if (child is not null)
                    todo.Push((child, next.Depth + 1));
        }
        return new ScriptShape(deepest, canRepeat);
    }
}
