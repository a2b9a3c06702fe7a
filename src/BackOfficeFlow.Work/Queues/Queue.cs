using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Queues;

/// <summary>A basket of work that a group of people shares: a task is offered to a queue, and one of its members takes it.</summary>
public sealed class Queue : ITenantRow, IRevisioned
{
    public const int KeyLength = 80;
    public const string UsualCalendar = "es";

    public Guid Id { get; init; }
    public string TenantId { get; set; } = "";

    /// <summary>The word that definitions use, e.g. "q.orders". Never changes.</summary>
    public required string Key { get; init; }

    /// <summary>The business role whose people work here, e.g. "ORD-AGENT": a definition may name either.</summary>
    public required string Role { get; set; }

    /// <summary>Shown to people. Null for a queue of ours that still has the name we gave it: that one is shown in the reader's language.</summary>
    public string? OwnName { get; set; }

    /// <summary>The calendar whose opening hours count for tasks that wait here.</summary>
    public string CalendarKey { get; set; } = UsualCalendar;

    /// <summary>Where a task goes that nobody finished in time; null when nowhere.</summary>
    public string? EscalatesTo { get; set; }

    public bool IsClosed { get; set; }
    public int Revision { get; set; }

    /// <summary>The name that the reader sees.</summary>
    public string Name => NameOf(Key, OwnName);

    /// <summary>The same for a projection that has not loaded the whole row.</summary>
    public static string NameOf(string key, string? ownName) => ownName ?? Texts.Find(key) ?? key;

    sealed class Mapping : IEntityTypeConfiguration<Queue>
    {
        public void Configure(EntityTypeBuilder<Queue> row)
        {
            row.ToTable("work_queue");
            row.Property(queue => queue.Key).HasMaxLength(KeyLength);
            row.Property(queue => queue.Role).HasMaxLength(KeyLength);
            row.Property(queue => queue.CalendarKey).HasMaxLength(KeyLength);
            row.Property(queue => queue.EscalatesTo).HasMaxLength(KeyLength);
            row.Ignore(queue => queue.Name);
            row.HasIndex(queue => new { queue.TenantId, queue.Key }).IsUnique();
        }
    }
}
