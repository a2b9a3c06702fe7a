using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Looks for names of variables in scripts and templates that stand for nothing: a script would stop there, or go on with nothing.</summary>
static class NameLint
{
    public static void Check(NodeCompiler compiler, WorkflowDefinition definition, List<Finding> findings)
    {
        var nodes = compiler.Tree.Nodes.Values.Where(node => node.Prefix.Length == 0).ToList();
        // A script may make a variable that nobody has declared, for any later one.
        var made = nodes.SelectMany(node => node.Inputs).SelectMany(input => input.Expression.Names.Written).Select(Spelling.Of).ToHashSet(StringComparer.Ordinal);
        var inputs = definition.Inputs.Select(input => Spelling.Of(input.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var node in nodes.Where(node => !BringsNames(node) && node.ActivityType != typeof(BulkDispatchWorkflows)))
            foreach (var input in node.Inputs)
            {
                var unknown = input.Expression.Names.Read.Where(name => !compiler.KnowsVariable(node.Model, node.Parent, name) && !made.Contains(Spelling.Of(name)))
                    .Concat(input.Expression.Names.Getters.Where(name => !IsKnownGetter(compiler, node, name) && !made.Contains(name) && !inputs.Contains(name)));
                foreach (var name in unknown)
                    findings.Add(Finding.Warning("unknown-variable", node.Id, NodeCompiler.JsonNameOf(input.Name), name));
            }
    }

    // getOrder reads "Order", "order" or what is spelled so; getTotalFromPrice an output.
    static bool IsKnownGetter(NodeCompiler compiler, Node node, string name) =>
        name.IndexOf("From", 1, StringComparison.Ordinal) > 0 || compiler.KnowsSpelled(node, name);

    // Some steps give those inside them names that only they know.
    static bool BringsNames(Node node)
    {
        for (var at = node; at is not null; at = at.Parent)
            if (at.GivesInputs || at.Used is not null)
                return true;
        return false;
    }
}
