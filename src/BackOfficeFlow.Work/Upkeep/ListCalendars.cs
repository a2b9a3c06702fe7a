using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Upkeep;

/// <summary>The calendars of the company, and how far their holidays reach: one that ends soon will refuse terms.</summary>
[SentBy(Senders.Administrator)]
public sealed record ListCalendars : IRequest<IReadOnlyList<CalendarLine>>
{
    const string Shared = "shared/";

    public sealed class Handler(BackOfficeDb db, Configurations configurations, PublishedCalendars calendars, TimeProvider clock) : IRequestHandler<ListCalendars, IReadOnlyList<CalendarLine>>
    {
        public async Task<IReadOnlyList<CalendarLine>> Handle(ListCalendars request, CancellationToken cancellationToken)
        {
            var published = await configurations.List(CalendarKind.Name, cancellationToken);
            var asked = await db.Set<Queue>().Where(queue => !queue.IsClosed).Select(queue => queue.CalendarKey).Distinct().ToListAsync(cancellationToken);
            var keys = published.Select(item => item.Key).Concat(asked).Append(Queue.UsualCalendar)
                .Select(key => key.StartsWith(Shared, StringComparison.Ordinal) ? key[Shared.Length..] : key)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

            var lines = new List<CalendarLine>();
            foreach (var key in keys)
                lines.Add(await Line(key, cancellationToken));
            return lines;
        }

        async Task<CalendarLine> Line(string key, CancellationToken cancel)
        {
            try
            {
                var calendar = await calendars.Find(key, cancel);
                return new CalendarLine(key, calendar.Title, calendar.FirstYear, calendar.LastYear, calendar.Coverage(clock.GetUtcNow()));
            }
            catch (RuleBrokenException)
            {
                // A queue names a calendar that is not there: its page must say so, not fail.
                return new CalendarLine(key, key, null, null, null);
            }
        }
    }
}

/// <summary>A calendar, the years whose holidays it knows (null: without end), and whether that is enough; null: there is no such calendar.</summary>
public sealed record CalendarLine(string Key, string Title, int? FirstYear, int? LastYear, CalendarCoverage? Coverage);
