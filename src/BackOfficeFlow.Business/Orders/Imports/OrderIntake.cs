using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Imports;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// Takes orders over from a file, many at once: what stands of them is asked for once for all, and all is saved together. The rules
/// are those of the requests that take a single one over.
/// </summary>
sealed class OrderIntake(BackOfficeDb db, Dialect dialect, Carriers carriers, ParcelWatch watch, TimeProvider clock)
{
    static readonly RegisterParty.Validator customerRules = new();
    static readonly RegisterOrder.Validator orderRules = new();
    static readonly OrderedItem.Validator articleRules = new();
    static readonly RegisterShipment.Validator parcelRules = new();

    public async Task<StandingOrders> Look(IReadOnlyCollection<ToldOrder> all, CancellationToken cancel)
    {
        var orders = all.Select(told => told.Order.Number).Distinct().ToList();
        var customers = all.Select(told => told.Customer.Number).Distinct().ToList();
        var parcels = all.Select(told => told.Parcel).OfType<RegisterShipment>().ToList();
        var senders = parcels.Select(parcel => CarrierProfile.KeyOf(parcel.Carrier)).Distinct().ToList();
        var tracked = parcels.Select(parcel => parcel.TrackingNumber).Distinct().ToList();
        return new(
            await db.Set<SalesOrder>().AsNoTracking().Include(row => row.Lines).Where(row => orders.Contains(row.Number)).ToDictionaryAsync(row => row.Number, dialect.Texts, cancel),
            await db.Set<Party>().Include(row => row.ContactPoints).Where(row => customers.Contains(row.Number)).ToDictionaryAsync(row => row.Number, dialect.Texts, cancel),
            (await db.Set<Shipment>().Where(row => senders.Contains(row.Carrier) && tracked.Contains(row.TrackingNumber)).Select(row => row.Carrier + "/" + row.TrackingNumber).ToListAsync(cancel))
                .ToHashSet(dialect.Texts))
        {
            New = new(db, dialect), NewCustomers = new(dialect.Texts)
        };
    }

    /// <summary>Finds what is wrong with an order before anything of it is changed.</summary>
    public async Task Check(ToldOrder told, StandingOrders standing, CancellationToken cancel)
    {
        if (standing.Orders.ContainsKey(told.Order.Number))
            await articleRules.ValidateAndThrowAsync(told.Order.Items[0], cancel);
        else
        {
            await customerRules.ValidateAndThrowAsync(told.Customer, cancel);
            await orderRules.ValidateAndThrowAsync(told.Order, cancel);
        }

        if (told.Parcel is null)
            return;

        await parcelRules.ValidateAndThrowAsync(told.Parcel, cancel);
        await carriers.Find(told.Parcel.Carrier, cancel);
    }

    /// <summary>Takes what is new of a checked order; it is written when <see cref="StandingOrders.New"/> is saved.</summary>
    public async Task<RowOutcome> Take(ToldOrder told, StandingOrders standing, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (!standing.Orders.TryGetValue(told.Order.Number, out var order))
        {
            await TakeParcel(told.Parcel, Open(told, standing, now), standing, now, cancel);
            return RowOutcome.Created;
        }

        var isChanged = Add(order, told.Order.Items[0], standing, now);
        isChanged |= await TakeParcel(told.Parcel, order, standing, now, cancel);
        return isChanged ? RowOutcome.Changed : RowOutcome.Unchanged;
    }

    SalesOrder Open(ToldOrder told, StandingOrders standing, DateTimeOffset now)
    {
        var order = told.Order.Make(TakeCustomer(told.Customer, standing, now).Id, now);
        standing.New.Add(order);
        order.Lines.ForEach(standing.New.Add);
        return standing.Orders[order.Number] = order;
    }

    Party TakeCustomer(RegisterParty told, StandingOrders standing, DateTimeOffset now)
    {
        if (standing.Customers.TryGetValue(told.Number, out var known))
        {
            db.AddRange(told.Update(known, now));
            return known;
        }

        if (!standing.NewCustomers.TryGetValue(told.Number, out var customer))
        {
            customer = standing.NewCustomers[told.Number] = told.Make(now);
            standing.New.Add(customer);
        }

        foreach (var point in told.Update(customer, now))
            standing.New.Add(point);
        return customer;
    }

    static bool Add(SalesOrder order, OrderedItem article, StandingOrders standing, DateTimeOffset now)
    {
        if (order.AddArticle(article, now) is not { } added)
            return false;

        standing.New.Add(added);
        return true;
    }

    async Task<bool> TakeParcel(RegisterShipment? told, SalesOrder order, StandingOrders standing, DateTimeOffset now, CancellationToken cancel)
    {
        if (told is null || !standing.Parcels.Add(CarrierProfile.KeyOf(told.Carrier) + "/" + told.TrackingNumber))
            return false;

        var carrier = await carriers.Find(told.Carrier, cancel);
        var parcel = told.Make(order.Id, Guid.CreateVersion7(now), carrier.Carrier);
        standing.New.Add(parcel);
        await watch.Begin(parcel, carrier, order.PromisedOn, cancel);
        return true;
    }
}

/// <summary>What a file tells in one row: an order with one article, who ordered, and the parcel that it is in.</summary>
sealed record ToldOrder(RegisterParty Customer, RegisterOrder Order, RegisterShipment? Parcel);

/// <summary>What stands already of that which some rows tell, by number; parcels by carrier and tracking number. Rows that are taken are added.</summary>
sealed record StandingOrders(Dictionary<string, SalesOrder> Orders, Dictionary<string, Party> Customers, HashSet<string> Parcels)
{
    /// <summary>All that is to be written. Only customers who stand already are tracked: they may change.</summary>
    public required NewRows New { get; init; }

    public required Dictionary<string, Party> NewCustomers { get; init; }
}
