using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Queues;
using BackOfficeFlow.Work.Scenarios;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Web;

/// <summary>
/// Makes the demo company and its last weeks, once. Its administrator is added last: while she is missing the company is not complete, and the next
/// start goes through the same past again, in which whatever was done stays as it is.
/// </summary>
sealed class DemoCompany(IServiceProvider house, Scopes scopes, TimeProvider clock, ILogger<DemoCompany> log)
{
    public const string Tenant = "demo";

    /// <summary>So long ago the company was founded: before anything of <see cref="DemoStories"/>, whatever holidays lie between.</summary>
    static readonly TimeSpan Age = TimeSpan.FromDays(28);

    static readonly Caller Product = Caller.System(Tenant);

    public async Task Make(CancellationToken cancel)
    {
        if (await IsComplete(cancel))
            return;

        var founded = await FindFounded(cancel) ?? clock.GetUtcNow() - Age;
        var past = new VirtualClock(founded);
        await using var parts = PastHouse.Beside(house, past);
        var then = new DemoPast(parts, past, log);
        await Found(parts, then, cancel);
        await then.Tell(new DemoStories(new DemoDays(founded + Age)).All, clock.GetUtcNow(), cancel);
        foreach (var person in DemoPeople.Last)
            await Hire(parts, person, cancel);
    }

    static async Task Found(ServiceProvider parts, DemoPast past, CancellationToken cancel)
    {
        await Send(parts, new FoundCompany(Tenant, "Luminara Iluminación, S. L."), cancel);
        await Send(parts, new OpenKnownQueues(), cancel);
        await parts.GetRequiredService<DatabaseStart>().Import(Tenant, cancel);
        foreach (var person in DemoPeople.All.Except(DemoPeople.Last))
            past.Hire(person, await Hire(parts, person, cancel));
    }

    static async Task<Guid> Hire(ServiceProvider parts, DemoPerson person, CancellationToken cancel)
    {
        var id = await Send(parts, new AddUser(person.Email, person.Name, DemoPeople.Password, [person.Role]), cancel);
        await Send(parts, new SetQueuesOfUser(id, person.Queues), cancel);
        return id;
    }

    async Task<bool> IsComplete(CancellationToken cancel)
    {
        var last = DemoPeople.Last[^1].Email;
        return await scopes.Run<BackOfficeDb, bool>(
            Product, db => db.Set<Membership>().AnyAsync(member => db.Set<User>().Any(user => user.Id == member.UserId && user.Email == last), cancel), cancel);
    }

    Task<DateTimeOffset?> FindFounded(CancellationToken cancel) => scopes.Run<BackOfficeDb, DateTimeOffset?>(
        Product, db => db.Set<Tenant>().Where(tenant => tenant.Id == Tenant).Select(tenant => (DateTimeOffset?)tenant.Since).FirstOrDefaultAsync(cancel), cancel);

    static Task<T> Send<T>(ServiceProvider parts, IRequest<T> request, CancellationToken cancel) =>
        parts.GetRequiredService<Scopes>().Run<IMediator, T>(Product, mediator => mediator.Send(request, cancel), cancel);
}
