using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Makes the values that an instance is started with fit what its definition declares.</summary>
static class StartInput
{
    public static void Fill(Workflow workflow, Instance instance, StartOrder order)
    {
        foreach (var (name, value) in order.Input)
            instance.Input[name] = Values.Normalize(value);

        foreach (var input in workflow.Definition.Inputs)
        {
            if (!instance.Input.TryGetValue(input.Name, out var value) && !input.Default.IsAbsent())
                value = Values.IsTooDeep(input.Default)
                    ? throw new StartRefusedException("input-does-not-fit", input.Name, $"The default of the input '{input.Name}' nests more than {Values.MaxNesting} levels deep.")
                    : Values.FromJson(input.Default);
            if (value is null && input.IsRequired && workflow.StrictConversion)
                throw new StartRefusedException("input-missing", input.Name, $"The input '{input.Name}' is required and was not given.");
            if (value is not null)
                instance.Input[input.Name] = Fit(input, value, workflow.StrictConversion);
        }
    }

    static object? Fit(InputDefinition input, object value, bool strict)
    {
        try
        {
            return Values.Fit(value, input.TypeName, input.IsArray, strict);
        }
        catch (ValueException broken)
        {
            throw new StartRefusedException("input-does-not-fit", input.Name, $"The input '{input.Name}' does not fit: {broken.Message}");
        }
    }
}
