using System.Globalization;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Runtime;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace BackOfficeFlow.Work.Processes;

/// <summary>A person starts a process with what they typed; while a case with the business key is open, that one is the answer.</summary>
[SentBy(Senders.Clerks)]
public sealed record StartByHand(string DefinitionId, string? BusinessKey, IReadOnlyDictionary<string, string?> Typed) : IRequest<StartedInstance>, IOperation
{
    public string? OperationId { get; init; }

    public sealed class Validator : AbstractValidator<StartByHand>
    {
        public Validator()
        {
            RuleFor(request => request.DefinitionId).NotEmpty().MaximumLength(200);
            RuleFor(request => request.BusinessKey).MaximumLength(200);
        }
    }

    public sealed class Handler(Configurations configurations, Bursts bursts, Audit audit) : IRequestHandler<StartByHand, StartedInstance>
    {
        public async Task<StartedInstance> Handle(StartByHand request, CancellationToken cancel)
        {
            var item = await configurations.Latest(ConfigurationKinds.Definition, request.DefinitionId, cancel);
            var definition = item is null ? null : DefinitionReader.Read(item.Content).Definition;
            if (definition is null || definition.Switch(ListProcesses.PageSwitch) == ListProcesses.NoPage)
                throw new RuleBrokenException(Texts.Of("ProcessUnknown", request.DefinitionId)) { Code = "not-found" };

            var order = new StartInstance(request.DefinitionId, TypedInputs.Read(definition.Inputs, request.Typed))
            {
                BusinessKey = string.IsNullOrWhiteSpace(request.BusinessKey) ? null : request.BusinessKey.Trim()
            };
            var started = await bursts.Start(order, cancel);
            audit.Write(nameof(StartByHand), "instance", started.InstanceId.ToString(), new { request.DefinitionId, order.BusinessKey, started.Joined });
            return started;
        }
    }
}

/// <summary>Reads what was typed as the types that a definition declares. All that is wrong is said at once, by input.</summary>
static class TypedInputs
{
    public static IReadOnlyDictionary<string, object?> Read(IReadOnlyList<InputDefinition> inputs, IReadOnlyDictionary<string, string?> typed)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var wrong = new List<ValidationFailure>();
        foreach (var input in inputs)
        {
            var text = typed.GetValueOrDefault(input.Name)?.Trim();
            if (string.IsNullOrEmpty(text))
            {
                if (input.IsRequired)
                    wrong.Add(new ValidationFailure(input.Name, Texts.Of("InputMissing", input.DisplayName ?? input.Name)));
            }
            else if (Read(input.TypeName, text) is { } value)
                values[input.Name] = value;
            else
                wrong.Add(new ValidationFailure(input.Name, Texts.Of("InputWrong", text, input.DisplayName ?? input.Name, input.TypeName)));
        }

        return wrong.Count == 0 ? values : throw new ValidationException(wrong);
    }

    static object? Read(string type, string text) => type switch
    {
        "Guid" => Guid.TryParse(text, out var id) ? id : null,
        "Int16" or "Int32" or "Int64" or "Long" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
        "Decimal" or "Double" or "Single" => decimal.TryParse(text, NumberStyles.Number, CultureInfo.CurrentCulture, out var number) ? number : null,
        "Boolean" => bool.TryParse(text, out var flag) ? flag : null,
        "DateTime" or "DateTimeOffset" => DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null,
        "String" or "Object" => text,
        _ => null
    };
}
