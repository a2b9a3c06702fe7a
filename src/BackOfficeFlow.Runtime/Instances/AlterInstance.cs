using System.Text.Json;
using BackOfficeFlow.Engine.Running;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Repairs one case: a variable, its version, a step that is run again or taken out (Elsa's alterations, a JSON array). They are done in
/// order until one cannot be; what was done before it stays, and the answer says why the rest was not.
/// </summary>
[SentBy(Senders.Supervisors)]
public sealed record AlterInstance(Guid InstanceId, string Alterations) : IRequest<AlteredInstance>
{
    public sealed class Validator : AbstractValidator<AlterInstance>
    {
        public Validator() => RuleFor(request => request.Alterations).NotEmpty().MaximumLength(100_000).Must(IsList).WithMessage(_ => Texts.Say("AlterationsShape"));

        static bool IsList(string text)
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.ValueKind == JsonValueKind.Array;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    public sealed class Handler(Bursts bursts, Audit audit) : IRequestHandler<AlterInstance, AlteredInstance>
    {
        public Task<AlteredInstance> Handle(AlterInstance request, CancellationToken cancellationToken) =>
            bursts.In(request.InstanceId, burst => Alter(burst, request.Alterations), cancellationToken);

        async Task<AlteredInstance> Alter(OpenBurst burst, string alterations)
        {
            using var document = JsonDocument.Parse(alterations);
            var problem = await burst.Alter(Alteration.Read(document.RootElement));
            audit.Write("AlterInstance", "instance", burst.InstanceId.ToString(), new { alterations, problem });
            return new AlteredInstance(problem is null, problem);
        }
    }
}

/// <summary>Whether every alteration was done, else why one was not.</summary>
public sealed record AlteredInstance(bool Succeeded, string? Problem);
