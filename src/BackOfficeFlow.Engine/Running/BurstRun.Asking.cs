using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Asking an activity: making it, filling it, calling it, and turning what it throws into a fault.</summary>
sealed partial class BurstRun
{
    object? triggerNews;

    async ValueTask<ActivityResult> Invoke(Execution execution, Ask ask, EndedChild? child)
    {
        var effects = burst.Effects.Count;
        var isFilling = true;
        try
        {
            var activity = Activate(execution);
            if (ask != Ask.ChildEnded && (execution.Asked == Ask.Execute || execution.Evaluated is null))
                FillInputs(execution, activity);
            isFilling = false;
            context.At(execution);
            var task = execution.Node.Descriptor.TouchesRecords
                ? host.Guard(() => CallOrUndo(activity, execution, ask, child))
                : Call(activity, execution, ask, child);
            var result = task.IsCompletedSuccessfully ? task.Result : await task;
            if (!execution.Node.Descriptor.TouchesRecords)
                CaptureOutputs(execution, result);
            if (result is FaultResult)
            {
                burst.Effects.RemoveRange(effects, burst.Effects.Count - effects);
                if (ask == Ask.ChildEnded)
                    HearAgain(execution, child!);
            }
            return result;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever an activity throws becomes an incident; only the host says what does not.
        catch (Exception broken) when (!host.EndsBurst(broken))
#pragma warning restore CA1031
        {
            // What it wanted done outside is not done: it failed.
            burst.Effects.RemoveRange(effects, burst.Effects.Count - effects);
            if (ask == Ask.ChildEnded)
                HearAgain(execution, child!);
            return FaultFrom(broken, isFilling);
        }
    }

    // After its retry a container is told once more of the child that it failed over.
    static void HearAgain(Execution execution, EndedChild child)
    {
        (execution.Missed ??= []).Insert(0, child);
        execution.Asked = Ask.ChildEnded;
    }

    static FaultResult FaultFrom(Exception broken, bool isFilling) => broken switch
    {
        SaidFault said => said.Fault,
        InputException input => new BrokenResult(input.Message, input.InnerException!),
        StepException step => new BrokenResult(step.Message, step) { Code = step.Code },
        _ => new BrokenResult(isFilling ? $"The activity could not be prepared: {broken.Message}" : broken.Message, broken)
    };

    Task<ActivityResult> Call(Activity activity, Execution execution, Ask ask, EndedChild? child) => ask switch
    {
        Ask.Execute => activity.Execute(context),
        Ask.Resume => activity.Resume(context, execution.News),
        _ => activity.ChildEnded(context, child!)
    };

    // A fault that a step says undoes its records as one that it throws, and so does an output that does not fit.
    async Task<ActivityResult> CallOrUndo(Activity activity, Execution execution, Ask ask, EndedChild? child)
    {
        var result = await Call(activity, execution, ask, child);
        if (result is FaultResult fault)
            throw new SaidFault(fault);
        CaptureOutputs(execution, result);
        return result;
    }

    /// <summary>The object that does the work in this burst, with its parts, and after a wait with its inputs as they were.</summary>
    Activity Activate(Execution execution)
    {
        if (execution.Activity is { } standing)
            return standing;
        var node = execution.Node;
        var activity = node.Descriptor.Make() ?? host.Create(node.ActivityType);
        foreach (var part in node.Parts)
            part.Access.Set(activity, part.Value);
        execution.Activity = activity;
        if (execution.Evaluated is not null || execution.Asked != Ask.Execute || execution.Status == ExecutionStatus.Running && execution.Children is not null)
            Restore(execution, activity);
        return activity;
    }

    void Restore(Execution execution, Activity activity)
    {
        var inputs = execution.Node.Inputs;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Access is not { } access || inputs[i].IsLazy)
                continue;
            if (inputs[i].IsConstant)
                access.Set(activity, inputs[i].Constant);
            else if (execution.Evaluated is { } evaluated)
                access.Set(activity, Convert(inputs[i], evaluated[i]));
        }
    }

    void FillInputs(Execution execution, Activity activity)
    {
        var inputs = execution.Node.Inputs;
        var evaluated = execution.Node.HasLiveInputs ? new object?[inputs.Length] : null;
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = inputs[i];
            if (input.IsLazy || input.Access is null)
                continue;
            if (input.IsConstant)
                input.Access.Set(activity, input.Constant);
            else
                Fill(execution, activity, input, out evaluated![i]);
        }
        execution.Evaluated = evaluated;
    }

    void Fill(Execution execution, Activity activity, NodeInput input, out object? value)
    {
        try
        {
            value = scope.Charge(input.Expression.Evaluate(scope.At(execution)));
            input.Access!.Set(activity, Convert(input, value));
        }
        catch (Exception broken) when (broken is ExpressionException or ValueException)
        {
            throw new InputException($"Failed to evaluate activity input '{input.Name}'", broken);
        }
    }

    object? Convert(NodeInput input, object? value) => input.ValueType == typeof(object)
        ? Values.Fit(value, input.TypeName, input.IsArray, workflow.StrictConversion)
        : Values.To(value, input.ValueType, workflow.StrictConversion);

    // What a step leaves behind is put where it is bound to when it ends, and by a container before each round.
    void CaptureOutputs(Execution execution, ActivityResult result)
    {
        if (execution.Node.Outputs.Length == 0 || result is not (DoneResult or RunResult { Children.Count: > 0 }))
            return;
        foreach (var output in execution.Node.Outputs)
            if (output.Access is not null && (output.Target is not null || workflow.ReadsOutputs) && Values.Normalize(output.Access.Get(execution.Activity!)) is var value && (value is not null || !output.SkipsNull))
                context.Capture(execution, output, value);
    }

    public FoundTriggers FindTriggers()
    {
        var root = NewExecution(workflow.Root, null, null, null);
        var found = new FoundTriggers([], []);
        foreach (var node in workflow.TriggerNodes)
        {
            var execution = NewExecution(node, root, null, null);
            try
            {
                if (host is not { MakesAll: true } && !node.Descriptor.CanMake)
                    continue;
                var activity = Activate(execution);
                FillInputs(execution, activity);
                found.Requests.AddRange(activity.Triggers(now).Select(request => (node.Id, request)));
                if (activity.WhyNoTrigger() is { } problem)
                    found.Silent.Add((node.Id, problem));
            }
            catch (InputException broken)
            {
                // Its inputs need a running instance: it cannot start one.
                found.Silent.Add((node.Id, $"{broken.Message}: {broken.InnerException!.Message}"));
            }
        }
        return found;
    }

    /// <summary>An input could not be evaluated or does not fit.</summary>
    sealed class InputException(string message, Exception inner) : Exception(message, inner);

    /// <summary>A fault that came as an answer.</summary>
    sealed class SaidFault(FaultResult fault) : Exception(fault.Message)
    {
        public FaultResult Fault { get; } = fault;
    }

    /// <summary>A fault that came as an exception.</summary>
    sealed record BrokenResult(string Text, Exception Broken) : FaultResult(Text, "", "");
}

/// <summary>Thrown by activities of the engine for failures that carry a code.</summary>
sealed class StepException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
