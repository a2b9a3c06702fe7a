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
        public Validator() => RuleFor(request => request.Alterations).AreAlterations();
    }

    public sealed class Handler(Bursts bursts, Audit audit) : IRequestHandler<AlterInstance, AlteredInstance>
    {
        public async Task<AlteredInstance> Handle(AlterInstance request, CancellationToken cancellationToken)
        {
            var problem = await bursts.In(request.InstanceId, burst => burst.Alter(AlterationText.Read(request.Alterations)), cancellationToken);
            audit.Write("AlterInstance", "instance", request.InstanceId.ToString(), new { request.Alterations, problem });
            return new AlteredInstance(problem is null, problem);
        }
    }
}

/// <summary>Whether every alteration was done, else why one was not.</summary>
public sealed record AlteredInstance(bool Succeeded, string? Problem);
