using System.Reflection;
using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Makes the nodes of one definition.</summary>
sealed partial class NodeCompiler(
    ActivityRegistry registry, JavaScriptPool scripts, WorkflowDefinition definition, bool strict, List<Finding> findings, NodeTree tree,
    IReadOnlyList<RetryStrategy> retries, LogPersistence logs, string prefix = "")
{
    readonly ExpressionCompiler expressions = new(scripts, findings, strict);
    HashSet<string>? loopVariables;

    public NodeTree Tree => tree;

    /// <param name="user">The step that uses this workflow; null for the workflow itself.</param>
    public Node CompileRoot(Node? user)
    {
        var model = new ActivityModel
        {
            Id = RootId(definition),
            Type = WorkflowActivity.TypeName,
            Json = definition.Json,
            Children = [new NestedActivity("root", definition.Root)],
            Variables = definition.Variables
        };
        return Compile(model, user);
    }

    Node Compile(ActivityModel model, Node? parent)
    {
        if (FindUsed(model) is { } used)
            return CompileUse(model, parent, used);
        var descriptor = Describe(model);
        var inputs = new List<NodeInput>();
        NodeOutput[] outputs = [.. descriptor.Outputs.Select(output => new NodeOutput(output.Name, output.Access, model.Json.Property(output.JsonName).Property("memoryReference").TextOf("id"), output.Attribute.SkipsNull))];
        var node = new Node
        {
            Id = model.Id,
            Key = prefix + model.Id,
            Prefix = prefix,
            Inner = prefix,
            GivesInputs = descriptor.ActivityType.IsAssignableTo(typeof(IGivesInputs)),
            Path = parent is null ? model.Id : $"{parent.Path}:{model.Id}",
            Model = model,
            Descriptor = descriptor,
            Parent = parent,
            Variables = [.. model.Variables.Select(variable => CompileVariable(variable, model.Id))],
            Parts = CompileParts(model, descriptor, inputs, parent),
            Inputs = CompileInputs(model, descriptor, inputs, parent),
            Outputs = outputs,
            Log = CompileLog(model, parent, inputs, outputs),
            Retry = CompileRetry(model, parent, descriptor.ActivityType.IsAssignableTo(typeof(HttpRequestActivity))),
            HasLiveInputs = inputs.Exists(input => !input.IsConstant && !input.IsLazy)
        };
        tree.Nodes.TryAdd(node.Key, node);
        if (descriptor.ActivityType != typeof(NotFoundActivity))
            foreach (var child in model.Children)
                Compile(child.Activity, node);
        return node;
    }

    ActivityDescriptor Describe(ActivityModel model)
    {
        if (registry.Find(model.Type, model.Version) is { } found)
        {
            if (found.ActivityType == typeof(NotFoundActivity))
                findings.Add(Finding.Error("unknown-activity-type", model.Id, "type", model.Json.TextOf("missingTypeName") ?? model.Type));
            return found;
        }
        if (WorkflowUse.Of(model) is { } use && tree.IsRefused(use))
            return new ActivityDescriptor(typeof(NotFoundActivity));
        if (model.Type != NotFoundActivity.TypeName && model.Type != WorkflowActivity.TypeName)
            findings.Add(Finding.Error("unknown-activity-type", model.Id, "type", model.Type));
        return new ActivityDescriptor(model.Type == WorkflowActivity.TypeName ? typeof(WorkflowActivity) : typeof(NotFoundActivity));
    }

    VariableSlot CompileVariable(VariableDefinition variable, string activityId)
    {
        object? initial = null;
        try
        {
            initial = Values.Fit(ReadDefault(variable, activityId), variable.TypeName, variable.IsArray, strict);
        }
        catch (ValueException)
        {
            findings.Add(Finding.Error("default-does-not-fit", activityId, "variables", variable.Name, variable.TypeName, variable.Default.Text() ?? ""));
        }
        return new VariableSlot(variable.Id, variable.Name, variable.TypeName, variable.IsArray, initial, variable.IsStored);
    }

    // Files hold defaults as text; a list or object stands in it as JSON.
    object? ReadDefault(VariableDefinition variable, string? activityId)
    {
        if (Values.IsTooDeep(variable.Default))
        {
            findings.Add(Finding.Error("value-too-deep", activityId, "variables", Values.MaxNesting));
            return null;
        }
        var value = Values.FromJson(variable.Default);
        if (value is not string text || Values.TypeOf(variable.TypeName) == typeof(string) && !variable.IsArray)
            return value;
        if (text.Length == 0)
            return null;
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
            return value;
        try
        {
            return Values.ParseJson(text);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    NodeInput[] CompileInputs(ActivityModel model, ActivityDescriptor descriptor, List<NodeInput> inputs, Node? parent)
    {
        foreach (var input in descriptor.Inputs)
            if (CompileInput(model, input, parent) is { } compiled)
                inputs.Add(compiled);
        tree.ReadsOutputs |= inputs.Exists(input => input.Expression.ReadsOutputs);
        return [.. inputs];
    }

    NodeInput? CompileInput(ActivityModel model, InputDescriptor input, Node? parent)
    {
        var json = model.Json.Property(input.JsonName);
        if (!strict && json.ValueKind == JsonValueKind.Object && json.Property("typeName").IsAbsent() != json.Property("expression").IsAbsent())
            return HalfWritten(json, input);
        if (json.IsAbsent() || !TryReadExpression(json, out var expression))
        {
            if (input.Attribute.Required)
                findings.Add(Finding.Error("required-input-missing", model.Id, input.JsonName, input.Name));
            return null;
        }

        var typeName = json.ValueKind == JsonValueKind.Object ? json.TextOf("typeName") : null;
        var takesAnything = input.ValueType == typeof(object);
        var compiled = input.Attribute.Hint == "script" && expression.TextOf("type") is null or "Literal"
            ? expressions.Script(expression.Property("value").Text() ?? "", model.Id, input.JsonName)
            : expressions.Compile(expression, model.Id, input.JsonName, takesAnything, name => KnowsVariable(model, parent, name));
        if (input.Attribute.Required && compiled is LiteralExpression literal && literal.Evaluate(null!) is null or "")
            findings.Add(Finding.Error("required-input-missing", model.Id, input.JsonName, input.Name));
        return Finish(new NodeInput(input.Name, compiled, takesAnything ? typeName : null, input.ValueType, input.Attribute.Lazy) { Access = input.Access }, model.Id, input.JsonName);
    }

    // Hosts that want what Elsa does are lenient: without its type an input is none, without its expression it is the type's default.
    static NodeInput? HalfWritten(JsonElement json, InputDescriptor input) => json.Property("typeName").IsAbsent() ? null
        : new NodeInput(input.Name, new LiteralExpression(null), null, input.ValueType, input.Attribute.Lazy) { Access = input.Access, IsConstant = true };

    // An object with a type name or an expression is an input; anything else is a bare value, which older files have.
    static bool TryReadExpression(JsonElement json, out JsonElement expression)
    {
        if (json.ValueKind == JsonValueKind.Object && (json.TryGetProperty("expression", out expression) || json.TryGetProperty("typeName", out _)))
        {
            expression = json.Property("expression");
            return !expression.IsAbsent();
        }
        expression = JsonSerializer.SerializeToElement(new { type = "Literal", value = json }, DefinitionReader.AsDeep);
        return true;
    }

    NodeInput Finish(NodeInput input, string activityId, string property)
    {
        if (!input.Expression.IsConstant)
            return input;
        try
        {
            return input with { IsConstant = true, Constant = Convert(input, input.Expression.Evaluate(null!)) };
        }
        catch (ValueException broken)
        {
            findings.Add(Finding.Error("value-does-not-fit", activityId, property, broken.Wanted, Values.Text(input.Expression.Evaluate(null!)) ?? ""));
            return input with { Expression = new BrokenExpression(broken.Message) };
        }
    }

    object? Convert(NodeInput input, object? value) => input.ValueType == typeof(object)
        ? Values.Fit(value, input.TypeName, input.IsArray, strict)
        : Values.To(value, input.ValueType, strict);

    /// <summary>Whether expressions of the activity see a variable of that name or id.</summary>
    public bool KnowsVariable(ActivityModel model, Node? parent, string id)
    {
        if (model.Variables.Any(variable => variable.Id == id || variable.Name == id))
            return true;
        for (var node = parent; node is not null; node = node.Parent)
            if (node.Model.Variables.Any(variable => variable.Id == id || variable.Name == id) || node.Used is { } used && used.Inputs.Any(input => input.Name == id))
                return true;
        // Loops bring variables of their own.
        return id is "CurrentValue" or "CurrentIndex" || LoopVariables.Contains(id);
    }

    /// <summary>The same by the name that stands in a generated function: OrderTotal for "order total".</summary>
    public bool KnowsSpelled(Node node, string spelled)
    {
        for (var at = node; at is not null; at = at.Parent)
            if (at.Model.Variables.Any(variable => Spelling.Of(variable.Name) == spelled))
                return true;
        return spelled is "CurrentValue" or "CurrentIndex" || LoopVariables.Any(name => Spelling.Of(name) == spelled);
    }

    HashSet<string> LoopVariables => loopVariables ??= definition.Activities.Select(activity => activity.Json.Property("currentValue").Property("memoryReference").TextOf("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);

    NodePart[] CompileParts(ActivityModel model, ActivityDescriptor descriptor, List<NodeInput> inputs, Node? parent) =>
        [.. descriptor.Parts.Select(part => new NodePart(part.Access, CompilePart(model, part, inputs, parent)))];

    string? ChildOf(ActivityModel model, string property)
    {
        if (model.Child(property) is { } child)
            return child.Id;
        if (model.Json.Property(property) is var written && !written.IsAbsent())
            findings.Add(Finding.Error("wrong-shape", model.Id, property, "object", written.ValueKind.ToString()));
        return null;
    }

    object? CompilePart(ActivityModel model, PartDescriptor part, List<NodeInput> inputs, Node? parent)
    {
        var type = part.ValueType;
        if (type.GetMethod("Read", BindingFlags.Public | BindingFlags.Static, [typeof(PartSource)]) is { } read)
        {
            return read.Invoke(null, [new PartSource(model, part.JsonName, findings, (name, json, valueType) =>
                inputs.Add(Finish(new NodeInput(name, expressions.Compile(json, model.Id, name, false, id => KnowsVariable(model, parent, id)), null, valueType, IsLazy: true), model.Id, name)))]);
        }
        if (type == typeof(string))
            return part.Attribute.IsText ? model.Json.TextOf(part.JsonName) : ChildOf(model, part.JsonName);
        if (type.IsAssignableFrom(typeof(string[])))
            return model.ChildrenOf(part.JsonName).Select(child => child.Id).ToArray();
        if (type == typeof(JsonElement))
            return model.Json.Property(part.JsonName);
        if (Values.IsTooDeep(model.Json.Property(part.JsonName)))
        {
            findings.Add(Finding.Error("value-too-deep", model.Id, part.JsonName, Values.MaxNesting));
            return null;
        }
        try
        {
            return Values.To(Values.FromJson(model.Json.Property(part.JsonName)), type, strict: true);
        }
        catch (ValueException broken)
        {
            findings.Add(Finding.Error("value-does-not-fit", model.Id, part.JsonName, broken.Wanted, model.Json.Property(part.JsonName).GetRawText()));
            return null;
        }
    }
}
