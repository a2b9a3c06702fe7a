using Acornima;
using Acornima.Ast;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>
/// Looks for anything through which a script could change what it was shown. It knows what is harmless, a few calls, and takes all else for a change:
/// taking a reader for a writer costs time, the other way round would lose a value.
/// </summary>
sealed class ChangeFinder : AstVisitor
{
    static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "getVariable", "getInput", "getOutputFrom", "getLastResult", "getCorrelationId", "getWorkflowInstanceId", "getWorkflowInstanceName", "getWorkflowDefinitionId",
        "toJson", "isNullOrEmpty", "isNullOrWhiteSpace", "String", "Number", "Boolean", "parseInt", "parseFloat", "isNaN", "isFinite"
    };

    static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "includes", "indexOf", "lastIndexOf", "startsWith", "endsWith", "toUpperCase", "toLowerCase", "trim", "trimStart", "trimEnd", "slice", "substring", "charAt", "at", "split",
        "join", "concat", "padStart", "padEnd", "toFixed", "toISOString", "getTime", "keys", "values", "entries"
    };

    static readonly HashSet<string> MembersWithFunction = new(StringComparer.Ordinal) { "map", "filter", "some", "every", "find", "findIndex", "findLast", "flatMap", "forEach", "reduce" };

    public bool MayChange { get; private set; }

    /// <summary>Names that are called as what they are everywhere; harmless only where the script does not give them a meaning of its own.</summary>
    public HashSet<string> Called { get; } = new(StringComparer.Ordinal);

    protected override object? VisitCallExpression(CallExpression node)
    {
        MayChange |= !IsHarmless(node);
        return base.VisitCallExpression(node);
    }

    bool IsHarmless(CallExpression call)
    {
        if (call.Callee is Identifier function)
        {
            Called.Add(function.Name);
            return Functions.Contains(function.Name) || IsGetter(function.Name);
        }
        return call.Callee is MemberExpression { Computed: false, Property: Identifier member } callee && (IsMath(callee.Object) || (IsShown(callee.Object) && IsReader(member.Name, call)));
    }

    static bool IsGetter(string name) => name.Length > 3 && name.StartsWith("get", StringComparison.Ordinal) && !char.IsLower(name[3]);

    bool IsMath(Node expression)
    {
        Called.Add("Math");
        return expression is Identifier { Name: "Math" };
    }

    // What was shown is plain data, and so is what a reader gives: the members called on it are the language's own.
    bool IsShown(Node expression)
    {
        Called.Add("variables");
        return expression switch
        {
            Identifier { Name: "variables" } => true,
            MemberExpression { Computed: false } member => IsShown(member.Object),
            CallExpression call => IsHarmless(call),
            ChainExpression chain => IsShown(chain.Expression),
            StringLiteral => true,
            _ => false
        };
    }

    static bool IsReader(string member, CallExpression call) => Members.Contains(member)
        || (MembersWithFunction.Contains(member) && call.Arguments.Count > 0 && call.Arguments[0] is ArrowFunctionExpression or FunctionExpression);

    protected override object? VisitAssignmentExpression(AssignmentExpression node)
    {
        MayChange |= node.Left is not Identifier;
        return base.VisitAssignmentExpression(node);
    }

    protected override object? VisitUnaryExpression(UnaryExpression node)
    {
        MayChange |= node.Operator == Operator.Delete || node is UpdateExpression { Argument: not Identifier };
        return base.VisitUnaryExpression(node);
    }

    protected override object? VisitForInStatement(ForInStatement node)
    {
        MayChange |= node.Left is not VariableDeclaration;
        return base.VisitForInStatement(node);
    }

    protected override object? VisitForOfStatement(ForOfStatement node)
    {
        MayChange |= node.Left is not VariableDeclaration;
        return base.VisitForOfStatement(node);
    }

    protected override object? VisitNewExpression(NewExpression node)
    {
        MayChange |= node.Callee is not Identifier { Name: "Date" };
        Called.Add("Date");
        return base.VisitNewExpression(node);
    }

    // Names may be bound in these, and a name that is bound may mean anything.
    protected override object? VisitObjectPattern(ObjectPattern node) => Change(base.VisitObjectPattern(node));
    protected override object? VisitArrayPattern(ArrayPattern node) => Change(base.VisitArrayPattern(node));
    protected override object? VisitAssignmentPattern(AssignmentPattern node) => Change(base.VisitAssignmentPattern(node));
    protected override object? VisitCatchClause(CatchClause node) => Change(base.VisitCatchClause(node));
    protected override object? VisitClassDeclaration(ClassDeclaration node) => Change(base.VisitClassDeclaration(node));
    protected override object? VisitClassExpression(ClassExpression node) => Change(base.VisitClassExpression(node));
    protected override object? VisitTaggedTemplateExpression(TaggedTemplateExpression node) => Change(base.VisitTaggedTemplateExpression(node));
    protected override object? VisitWithStatement(WithStatement node) => Change(base.VisitWithStatement(node));

    object? Change(object? visited)
    {
        MayChange = true;
        return visited;
    }
}
