using System.Text.RegularExpressions;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The customer answers by link: once, before it expires.</summary>
[SentBy(Senders.Anybody)]
public sealed partial record GiveAnswer(Guid AnswerId, CustomerWish Wish) : IRequest<Unit>
{
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public DateOnly? On { get; init; }
    public string? Comment { get; init; }

    public sealed partial class Validator : AbstractValidator<GiveAnswer>
    {
        public Validator()
        {
            RuleFor(request => request.Address)
                .Must(address => address is { Length: > 0 and <= 400 }).WithMessage(_ => Texts.Say("AddressNeeded"))
                .When(request => request.Wish == CustomerWish.NewAddress);
            RuleFor(request => request.Postcode)
                .Must(postcode => postcode is not null && Postcode().IsMatch(postcode)).WithMessage(_ => Texts.Say("PostcodeNeeded"))
                .When(request => request.Wish == CustomerWish.NewAddress);
            RuleFor(request => request.Comment).MaximumLength(1000);
        }

        [GeneratedRegex("^(0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}$")]
        private static partial Regex Postcode();
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
