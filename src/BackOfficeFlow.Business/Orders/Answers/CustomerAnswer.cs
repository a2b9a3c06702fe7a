using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A question sent to a customer by a link that answers once, and the answer.</summary>
public sealed class CustomerAnswer : ITenantRow, IRevisioned
{
    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid IncidentId { get; init; }

    /// <summary>The step that asked: asking again in it gives the same link.</summary>
    public required string StepId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public CustomerWish? Wish { get; private set; }
    public string? Address { get; private set; }
    public string? Postcode { get; private set; }
    public DateOnly? On { get; private set; }
    public string? Comment { get; private set; }

    /// <summary>The case has taken the answer up.</summary>
    public DateTimeOffset? TakenAt { get; private set; }

    public int Revision { get; set; }

    public bool IsOpen(DateTimeOffset now) => AnsweredAt is null && now < ExpiresAt;

    public void Give(CustomerWish wish, string? address, string? postcode, DateOnly? on, string? comment, DateTimeOffset now)
    {
        if (AnsweredAt is not null)
            throw new RuleBrokenException(Texts.Say("AnswerGivenAlready")) { Code = "answered-already" };
        if (now >= ExpiresAt)
            throw new RuleBrokenException(Texts.Say("LinkExpired")) { Code = "link-expired" };

        AnsweredAt = now;
        Wish = wish;
        Address = address;
        Postcode = postcode;
        On = on;
        Comment = comment;
    }

    public void Take(DateTimeOffset now) => TakenAt ??= now;

    /// <summary>The answer with the names of the form that a clerk would have filled in.</summary>
    public IReadOnlyDictionary<string, object?> AsForm() => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["reached"] = true,
        ["rightPerson"] = true,
        ["wants"] = Wish is { } wish ? Words.Word(wish) : null,
        ["newAddress"] = Address,
        ["newPostcode"] = Postcode,
        ["slot"] = On,
        ["comment"] = Comment
    };

    sealed class Mapping : IEntityTypeConfiguration<CustomerAnswer>
    {
        public void Configure(EntityTypeBuilder<CustomerAnswer> answer)
        {
            answer.Property(row => row.StepId).HasMaxLength(100);
            answer.Property(row => row.Address).HasMaxLength(400);
            answer.Property(row => row.Postcode).HasMaxLength(12);
            answer.Property(row => row.Comment).HasMaxLength(1000);
            answer.HasIndex(row => new { row.IncidentId, row.StepId }).IsUnique();
            answer.HasOne<DeliveryIncident>().WithMany().HasForeignKey(row => row.IncidentId);
        }
    }
}
