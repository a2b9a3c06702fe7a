using Acornima;
using Acornima.Ast;
using Jint;
using ScriptEngine = Jint.Engine;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A script does not parse; line and column begin with 1.</summary>
public sealed class ScriptSyntaxException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;
    public int Column { get; } = column;
}

/// <summary>
/// A script parsed once. It is made a function of the names that it uses, so that nothing it declares outlives the call and engines can be
/// used again; an arrow function, since <c>arguments.callee</c> would be something to hang a value on. Only a script whose result is that of
/// an <c>if</c> or a loop stays a program of its own (<see cref="NeedsOwnEngine"/>).
/// </summary>
sealed class JavaScript
{
    const int MaxDepth = 1_000;

    static readonly HashSet<string> Globals = new(StringComparer.Ordinal)
    {
        "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getCorrelationId",
        "setCorrelationId", "getWorkflowInstanceName", "setWorkflowInstanceName", "getVariable", "setVariable", "getInput", "getOutputFrom",
        "getLastResult", "getGuidString", "getShortGuid", "setOutcome", "setOutcomes"
    };

    public required Prepared<Script> Program { get; init; }
    public required bool NeedsOwnEngine { get; init; }

    /// <summary>It can build something of any depth.</summary>
    public required bool NeedsDeepStack { get; init; }

    /// <summary>Functions such as getOrder and setOrder that the script calls: they are handed to it.</summary>
    public required string[] Accessors { get; init; }

    /// <summary>Members of <c>variables</c> that stand in the script.</summary>
    public required string[] VariableNames { get; init; }
    public required bool UsesVariables { get; init; }

    /// <summary>The same and more, for a look at the definition.</summary>
    public required VariableUse Names { get; init; }
    public required bool ReadsOutputs { get; init; }

    /// <summary>Nothing in it can change a variable: what it was shown need not be looked through afterwards.</summary>
    public required bool ReadsOnly { get; init; }

    public static JavaScript Prepare(string source)
    {
        var script = Parse(source);
        var shape = ScriptShape.Of(script);
        if (shape.Depth > MaxDepth)
            throw new ScriptSyntaxException($"The script nests {shape.Depth} levels deep; {MaxDepth} are allowed.", 1, 1);
        var names = new NameCollector();
        names.Visit(script);

        var accessors = names.Identifiers.Where(IsAccessor).Order(StringComparer.Ordinal).ToArray();
        var changes = new ChangeFinder();
        changes.Visit(script);
        var body = AsFunctionBody(source, script, names.HasTopLevelReturn);
        // An assignment to an undeclared name makes a global elsewhere; here it becomes a local.
        var locals = names.Assigned.Where(name => !names.Declared.Contains(name) && name != "variables").Order(StringComparer.Ordinal).ToArray();
        var prefix = locals.Length > 0 ? $"var {string.Join(",", locals)};" : "";
        var text = body is null ? source : $"((variables{string.Concat(accessors.Select(name => "," + name))})=>{{{prefix}{body}\n}})";

        return new JavaScript
        {
            Program = PrepareText(text),
            NeedsOwnEngine = body is null,
            NeedsDeepStack = shape.CanRepeat,
            Accessors = accessors,
            VariableNames = [.. names.VariableMembers.Order(StringComparer.Ordinal)],
            UsesVariables = names.Identifiers.Contains("variables"),
            Names = names.Use(),
            ReadsOnly = !changes.MayChange && !changes.Called.Overlaps(names.Declared) && !changes.Called.Overlaps(names.Assigned),
            ReadsOutputs = names.Identifiers.Any(name => name is "getOutputFrom" or "getLastResult" || (name.StartsWith("get", StringComparison.Ordinal) && name.Contains("From", StringComparison.Ordinal)))
        };
    }

    static bool IsAccessor(string name) =>
        name.Length > 3 && (name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal))
        && !char.IsLower(name[3]) && !Globals.Contains(name);

    static Script Parse(string source)
    {
        try
        {
            return new Parser(new ParserOptions { AllowReturnOutsideFunction = true }).ParseScript(source);
        }
        catch (ParseErrorException broken)
        {
            throw new ScriptSyntaxException(broken.Description ?? broken.Message, broken.LineNumber, broken.Column + 1);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or InsufficientExecutionStackException)
        {
            throw new ScriptSyntaxException(broken.Message, 1, 1);
        }
    }

    static Prepared<Script> PrepareText(string text)
    {
        try
        {
            return ScriptEngine.PrepareScript(text, options: new ScriptPreparationOptions { ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true } });
        }
        catch (Exception broken) when (broken is ScriptPreparationException or ParseErrorException)
        {
            var at = broken as ParseErrorException ?? broken.InnerException as ParseErrorException;
            throw new ScriptSyntaxException(at?.Description ?? broken.Message, at?.LineNumber ?? 1, (at?.Column ?? 0) + 1);
        }
    }

    // The value of a program is that of its last expression: it is returned.
    static string? AsFunctionBody(string source, Script script, bool hasReturn)
    {
        if (hasReturn || script.Body.Count == 0)
            return source;
        var last = script.Body[script.Body.Count - 1];
        return last switch
        {
            ExpressionStatement statement => string.Concat(
                source.AsSpan(0, last.Start), "return (", source.AsSpan(statement.Expression.Start, statement.Expression.End - statement.Expression.Start), "\n);") is var body
                && Parenthesised(source, statement) ? string.Concat(source.AsSpan(0, last.Start), "return ", source.AsSpan(last.Start)) : body,
            VariableDeclaration or FunctionDeclaration => source,
            _ => null
        };
    }

    // (a, b) or ({...}): the range of the expression leaves the brackets out; the statement has them.
    static bool Parenthesised(string source, ExpressionStatement statement) => source[statement.Start] == '(';

    sealed class NameCollector : AstVisitor
    {
        int functions;

        public HashSet<string> Identifiers { get; } = new(StringComparer.Ordinal);
        public HashSet<string> VariableMembers { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Assigned { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Declared { get; } = new(StringComparer.Ordinal);
        public bool HasTopLevelReturn { get; private set; }

        readonly HashSet<string> read = new(StringComparer.Ordinal);
        readonly HashSet<string> written = new(StringComparer.Ordinal);
        readonly HashSet<string> called = new(StringComparer.Ordinal);

        public VariableUse Use()
        {
            var own = called.Where(name => IsAccessor(name) && !Declared.Contains(name) && !Assigned.Contains(name)).ToLookup(name => name[0] == 'g', name => name[3..]);
            var use = new VariableUse([.. VariableMembers.Concat(read).Distinct()], [.. written.Concat(own[false])], [.. own[true]]);
            return use is { Read.Count: 0, Written.Count: 0, Getters.Count: 0 } ? VariableUse.None : use;
        }

        protected override object? VisitCallExpression(CallExpression node)
        {
            if (node.Callee is Identifier function)
            {
                called.Add(function.Name);
                if (function.Name is "getVariable" or "setVariable" && node.Arguments.Count > 0 && node.Arguments[0] is StringLiteral name)
                    (function.Name == "getVariable" ? read : written).Add(name.Value);
            }
            return base.VisitCallExpression(node);
        }

        protected override object? VisitIdentifier(Identifier node)
        {
            Identifiers.Add(node.Name);
            return base.VisitIdentifier(node);
        }

        protected override object? VisitMemberExpression(MemberExpression node)
        {
            if (node is { Computed: false, Object: Identifier { Name: "variables" }, Property: Identifier member })
                VariableMembers.Add(member.Name);
            return base.VisitMemberExpression(node);
        }

        protected override object? VisitAssignmentExpression(AssignmentExpression node)
        {
            if (node.Left is Identifier target)
                Assigned.Add(target.Name);
            else if (node.Left is MemberExpression { Computed: false, Object: Identifier { Name: "variables" }, Property: Identifier member })
                written.Add(member.Name);
            return base.VisitAssignmentExpression(node);
        }

        protected override object? VisitVariableDeclarator(VariableDeclarator node)
        {
            if (node.Id is Identifier declared)
                Declared.Add(declared.Name);
            return base.VisitVariableDeclarator(node);
        }

        protected override object? VisitReturnStatement(ReturnStatement node)
        {
            HasTopLevelReturn |= functions == 0;
            return base.VisitReturnStatement(node);
        }

        protected override object? VisitFunctionDeclaration(FunctionDeclaration node)
        {
            Declare(node.Id, node.Params);
            return Inside(node, base.VisitFunctionDeclaration);
        }

        protected override object? VisitFunctionExpression(FunctionExpression node)
        {
            Declare(node.Id, node.Params);
            return Inside(node, base.VisitFunctionExpression);
        }

        protected override object? VisitArrowFunctionExpression(ArrowFunctionExpression node)
        {
            Declare(null, node.Params);
            return Inside(node, base.VisitArrowFunctionExpression);
        }

        void Declare(Identifier? name, in NodeList<Node> parameters)
        {
            if (name is not null)
                Declared.Add(name.Name);
            foreach (var parameter in parameters)
                if (parameter is Identifier plain)
                    Declared.Add(plain.Name);
        }

        object? Inside<T>(T node, Func<T, object?> visit)
        {
            functions++;
            var result = visit(node);
            functions--;
            return result;
        }
    }
}
