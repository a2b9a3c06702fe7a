using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Scenarios;
using BackOfficeFlow.Work.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Web;

/// <summary>
/// Lets the stories happen, each step at its instant, by the requests that people and carriers send. A step is one or two commands with
/// operation ids of their own: done once, however often the past is gone through.
/// </summary>
sealed class DemoPast(IServiceProvider house, VirtualClock clock, ILogger log)
{
    static readonly Caller Product = Caller.System(DemoCompany.Tenant);

    readonly ScenarioRun run = new(house, clock);
    readonly Scopes scopes = house.GetRequiredService<Scopes>();
    readonly Dictionary<string, Guid> people = [];

    /// <summary>Somebody who works here, known by mail address.</summary>
    public void Hire(DemoPerson person, Guid id) => people[person.Email] = id;

    public async Task Tell(IReadOnlyList<DemoStory> stories, DateTimeOffset until, CancellationToken cancel)
    {
        var steps = stories.SelectMany(story => Moments(story).Select((step, index) => (Story: story, Step: step, Key: $"demo/{story.Order}/{index}")));
        foreach (var (story, step, key) in steps.OrderBy(moment => moment.Step.At))
        {
            await run.MoveTo(step.At, cancel);
            try
            {
                await Do(story, step, key, cancel);
            }
            catch (RuleBrokenException rule)
            {
                // Somebody else was at work on this database meanwhile: the company is a little less lively, and the program starts.
                log.LogWarning("The demo order {Order} stops at {Step}: {Reason}", story.Order, step, rule.Message);
            }
        }

        await run.MoveTo(until, cancel);
        await run.Settle(cancel);
    }

    static IEnumerable<DemoStep> Moments(DemoStory story) => [new CustomerOrders(story.OrderedAt), new ParcelLeaves(story.ShippedAt), .. story.Steps];

    async Task Do(DemoStory story, DemoStep step, string key, CancellationToken cancel)
    {
        switch (step)
        {
            case CustomerOrders:
                await Send(Party(story.Customer), Product, $"{key}/party", cancel);
                await Send(Order(story), Product, $"{key}/order", cancel);
                break;
            case ParcelLeaves:
                await Send(Shipment(story), Product, key, cancel);
                break;
            case CarrierTells told:
                await Send(Event(story, told, key), Product, key, cancel);
                break;
            case CustomerDenies denied:
                await Send(new ReportNotReceived(await FindShipment(story, cancel)), PersonOf(denied.TakenBy), key, cancel);
                break;
            case CustomerAnswers answered when !await IsDone(key, cancel):
                await Send(
                    new GiveAnswer(await FindQuestion(story, cancel), answered.Wish) { Address = answered.Address, Postcode = answered.Postcode },
                    new Caller(DemoCompany.Tenant, null, "customer"), key, cancel);
                break;
            case PersonTakes taken:
                await Take(story, taken.Task, taken.Person, $"{key}/take", cancel);
                break;
            case PersonFinishes finished when !await IsDone($"{key}/finish", cancel):
                await Send(
                    new CompleteTask(await Take(story, finished.Task, finished.Person, $"{key}/take", cancel), finished.Outcome) { Values = finished.Form, Comment = finished.Comment },
                    PersonOf(finished.Person), $"{key}/finish", cancel);
                break;
        }
    }

    async Task<Guid> Take(DemoStory story, string task, string person, string key, CancellationToken cancel)
    {
        if (await IsDone(key, cancel) && await FindTask(story, task, cancel) is null)
            return Guid.Empty;

        var id = await FindTask(story, task, cancel) ?? throw new RuleBrokenException($"There is no open task '{task}'.");
        await Send(new ClaimTask(id), PersonOf(person), key, cancel);
        return id;
    }

    Caller PersonOf(string email)
    {
        var person = DemoPeople.All.First(person => person.Email == email);
        return new Caller(DemoCompany.Tenant, people[email], person.Name) { Roles = new HashSet<string> { person.Role }, Queues = person.Queues.ToHashSet() };
    }

    Task<Guid?> FindTask(DemoStory story, string name, CancellationToken cancel)
    {
        var word = SearchWords.Fold(story.Tracking);
        return Read(
            db => db.Set<UserTask>().AsNoTracking()
                .Where(task => task.EndedAt == null && task.SearchText.Contains(word) && (task.NodeId == name || task.Title == "@" + name))
                .Select(task => (Guid?)task.Id)
                .FirstOrDefaultAsync(cancel),
            cancel);
    }

    Task<Guid> FindShipment(DemoStory story, CancellationToken cancel) =>
        Read(db => db.Set<Shipment>().Where(row => row.TrackingNumber == story.Tracking).Select(row => row.Id).FirstAsync(cancel), cancel);

    async Task<Guid> FindQuestion(DemoStory story, CancellationToken cancel) =>
        await Read(
            db => (from question in db.Set<CustomerAnswer>()
                   join incident in db.Set<DeliveryIncident>() on question.IncidentId equals incident.Id
                   join shipment in db.Set<Shipment>() on incident.ShipmentId equals shipment.Id
                   where question.AnsweredAt == null && shipment.TrackingNumber == story.Tracking
                   select (Guid?)question.Id).FirstOrDefaultAsync(cancel),
            cancel) ?? throw new RuleBrokenException("The customer was asked nothing by link.");

    Task<bool> IsDone(string key, CancellationToken cancel) => Read(db => db.Set<DoneOperation>().AnyAsync(done => done.OperationId == key, cancel), cancel);

    Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read, CancellationToken cancel) => scopes.Run(Product, read, cancel);

    /// <summary>What follows from it is done when the clock is moved next: looking for it after every request would take longer than the requests.</summary>
    async Task<T> Send<T>(IRequest<T> request, Caller caller, string key, CancellationToken cancel)
    {
        await using var scope = house.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Requests>().Send(request, caller with { OperationId = key }, cancel);
    }

    static RegisterParty Party(DemoCustomer customer) => new(customer.Number, PartyKind.Customer, customer.Form, customer.Name)
    {
        TaxId = customer.TaxId, Email = customer.Email, Language = customer.Language, Phone = customer.Phone,
        IsVulnerable = customer.IsVulnerable, VulnerableSource = customer.IsVulnerable ? "customer told us" : null
    };

    static RegisterOrder Order(DemoStory story) =>
        new(story.Order, story.Customer.Number, "web", story.OrderedAt, [new OrderedItem($"ART-{story.Order}", story.Article, 1, story.Price)]) { DeliveryCharge = 4.95m };

    static RegisterShipment Shipment(DemoStory story) => new(story.Order, story.Carrier, story.Tracking, story.ShippedAt)
    {
        WeightKg = story.WeightKg, Recipient = story.Customer.Name, Address = story.Customer.Address, Postcode = story.Customer.Postcode
    };

    static RecordTrackingEvent Event(DemoStory story, CarrierTells told, string key) => new(story.Carrier, key, told.Parcel ?? story.Tracking, told.Code, told.At) { NewEta = told.NewEta };
}
