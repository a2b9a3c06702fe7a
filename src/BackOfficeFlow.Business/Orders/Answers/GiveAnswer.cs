using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The customer answers by link: once, before it expires.</summary>
public sealed record GiveAnswer(Guid AnswerId, CustomerWish Wish) : IRequest<Unit>
{
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public DateOnly? On { get; init; }
    public string? Comment { get; init; }

    public sealed class Validator : AbstractValidator<GiveAnswer>
    {
        public Validator()
        {
            RuleFor(request => request.Address).NotEmpty().MaximumLength(400).When(request => request.Wish == CustomerWish.NewAddress)
                .WithMessage(_ => Texts.Say("AddressNeeded"));
            RuleFor(request => request.Postcode).Matches("^(0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}$").When(request => request.Wish == CustomerWish.NewAddress)
                .WithMessage(_ => Texts.Say("PostcodeNeeded"));
            RuleFor(request => request.Comment).MaximumLength(1000);
        }
    }

    public sealed class Handler(BackOfficeDb db, Stimuli stimuli, TimeProvider clock) : IRequestHandler<GiveAnswer, Unit>
    {
        public async Task<Unit> Handle(GiveAnswer request, CancellationToken cancel)
        {
            var answer = await db.Set<CustomerAnswer>().FirstOrDefaultAsync(row => row.Id == request.AnswerId, cancel)
                ?? throw new RuleBrokenException(Texts.Say("LinkUnknown")) { Code = "link-unknown" };
            answer.Give(request.Wish, request.Address, request.Postcode, request.On, request.Comment, clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            stimuli.Tell(new CustomerAnswered(answer.IncidentId), keep: TimeSpan.Zero);
            return Unit.Value;
        }
    }
}
