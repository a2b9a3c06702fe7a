using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Steps that are workflows of their own: the nodes of the used workflow stand below the step.</summary>
sealed partial class NodeCompiler
{
    static readonly ActivityDescriptor Using = new(typeof(WorkflowUseActivity));

    UsableWorkflow? FindUsed(ActivityModel model) =>
        registry.Find(model.Type, model.Version) is null && WorkflowUse.Of(model) is { } use && !tree.IsRefused(use) ? tree.Find(use) : null;

    Node CompileUse(ActivityModel model, Node? parent, UsableWorkflow usable)
    {
        var used = usable.Definition;
        var use = WorkflowUse.Of(model)!;
        if (tree.WhyNot(used) is { } code)
        {
            tree.Refuse(use);
            tree.Report(code, model.Id, string.Join(" → ", tree.Chain.Append(used).Select(each => each.Name ?? each.DefinitionId)));
            return Compile(model, parent);
        }

        tree.Pins[use.Key] = usable.Key;
        var inputs = used.Inputs.Select(input => CompileGiven(model, input, parent)).OfType<NodeInput>().ToArray();
        tree.ReadsOutputs |= Array.Exists(inputs, input => input.Expression.ReadsOutputs);
        NodeOutput[] outputs = [.. used.Outputs.Select(output => new NodeOutput(output.Name, new GivenValue(output.Name), Given(model, output.Name).Property("memoryReference").TextOf("id")))];
        var node = new Node
        {
            Id = model.Id,
            Key = prefix + model.Id,
            Prefix = prefix,
            Inner = InnerPrefix(model),
            Used = used,
            GivesInputs = true,
            Path = $"{parent!.Path}:{model.Id}",
            Model = model,
            Descriptor = Using,
            Parent = parent,
            Parts = [new NodePart(Using.Parts[0].Access, new UsedWorkflow(RootId(used), [.. used.Outputs.Select(output => output.Name)]))],
            Inputs = inputs,
            Outputs = outputs,
            Log = CompileLog(model, parent, inputs, outputs),
            Retry = CompileRetry(model, parent),
            HasLiveInputs = Array.Exists(inputs, input => !input.IsConstant)
        };
        tree.Nodes.TryAdd(node.Key, node);
        tree.Enter(used, model.Id);
        // What is wrong inside was said when that workflow was published.
        new NodeCompiler(registry, scripts, used, strict, [], tree, retries, logs, node.Inner).CompileRoot(node);
        tree.Leave();
        return node;
    }

    // No id of this definition may look as if it stood inside the used one.
    string InnerPrefix(ActivityModel model)
    {
        var inner = model.Id + "/";
        while (definition.Activities.Any(activity => activity.Id.StartsWith(inner, StringComparison.Ordinal)))
            inner += "/";
        return prefix + inner;
    }

    NodeInput? CompileGiven(ActivityModel model, InputDefinition input, Node? parent)
    {
        var json = Given(model, input.Name);
        Expression expression;
        if (!json.IsAbsent() && TryReadExpression(json, out var written))
        {
            expression = expressions.Compile(written, model.Id, JsonNameOf(input.Name), (Values.TypeOf(input.TypeName) ?? typeof(object)) == typeof(object), name => KnowsVariable(model, parent, name));
        }
        else
        {
            if (input.Default.IsAbsent() && input.IsRequired && strict)
                findings.Add(Finding.Error("required-input-missing", model.Id, JsonNameOf(input.Name), input.Name));
            expression = new LiteralExpression(Values.IsTooDeep(input.Default) ? null : Values.FromJson(input.Default));
        }
        return Finish(new NodeInput(input.Name, expression, input.TypeName, typeof(object), IsLazy: false) { Access = new GivenValue(input.Name), IsArray = input.IsArray }, model.Id, JsonNameOf(input.Name));
    }

    static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "workflowDefinitionId", "workflowDefinitionVersionId",
        "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId", "syntheticProperties", "source", "canStartWorkflow", "runAsynchronously"
    };

    /// <summary>How an input or output of a used workflow is called in the JSON of the step.</summary>
    internal static string JsonNameOf(string name) => PropertyAccess.Camel(name) is var camel && Reserved.Contains(camel) ? "_" + camel : camel;

    static JsonElement Given(ActivityModel model, string name) =>
        model.Json.Property(JsonNameOf(name)) is { ValueKind: not JsonValueKind.Undefined } value ? value : Reserved.Contains(name) ? default : model.Json.Property(name);

    /// <summary>Elsa's Workflow1, Workflow2 …: the first number that neither the definition nor any that it uses has.</summary>
    string RootId(WorkflowDefinition of)
    {
        Taken(of);
        return tree.RootIds[of];
    }

    HashSet<string> Taken(WorkflowDefinition of)
    {
        if (tree.Taken.TryGetValue(of, out var taken))
            return taken;
        tree.Taken[of] = taken = new HashSet<string>(StringComparer.Ordinal);
        tree.RootIds[of] = "Workflow1";
        foreach (var activity in of.Activities)
        {
            if (activity.Id.StartsWith("Workflow", StringComparison.Ordinal))
                taken.Add(activity.Id);
            if (FindUsed(activity) is { } used)
                taken.UnionWith(Taken(used.Definition));
        }
        var number = 1;
        while (!taken.Add($"Workflow{number}"))
            number++;
        tree.RootIds[of] = $"Workflow{number}";
        return taken;
    }
}

/// <summary>The nodes that are made, of a definition and of all that it uses.</summary>
sealed class NodeTree(UsableWorkflows usable, WorkflowDefinition definition)
{
    /// <summary>More steps than this in one workflow are a mistake: workflows that use each other many times over.</summary>
    const int MostNodes = 50_000;

    readonly Stack<string> users = new();
    readonly HashSet<string> refused = new(StringComparer.Ordinal);

    public Dictionary<string, Node> Nodes { get; } = new(StringComparer.Ordinal);
    public SortedDictionary<string, string> Pins { get; } = new(StringComparer.Ordinal);
    public List<WorkflowDefinition> Chain { get; } = [definition];
    public Dictionary<WorkflowDefinition, HashSet<string>> Taken { get; } = [];
    public Dictionary<WorkflowDefinition, string> RootIds { get; } = [];
    public bool ReadsOutputs { get; set; }

    public UsableWorkflow? Find(WorkflowUse use) => usable.Find(use);

    public bool IsRefused(WorkflowUse use) => refused.Contains(use.Key);

    public void Refuse(WorkflowUse use) => refused.Add(use.Key);

    /// <summary>Why a workflow cannot be used here; null when it can.</summary>
    public string? WhyNot(WorkflowDefinition used) =>
        Chain.Exists(each => each.DefinitionId == used.DefinitionId) ? "workflow-uses-itself" : Nodes.Count > MostNodes ? "workflow-too-large" : null;

    public void Enter(WorkflowDefinition used, string activityId)
    {
        Chain.Add(used);
        users.Push(activityId);
    }

    public void Leave()
    {
        Chain.RemoveAt(Chain.Count - 1);
        users.Pop();
    }

    /// <summary>Findings name activities of the definition at hand: deep inside, the step through which one gets there.</summary>
    public void Report(string code, string activityId, string chain) => Findings.Add(Finding.Error(code, users.Count > 0 ? users.Last() : activityId, "type", chain));

    /// <summary>What is wrong with the definition's use of others.</summary>
    public List<Finding> Findings { get; } = [];
}
