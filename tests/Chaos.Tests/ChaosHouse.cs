using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Chaos.Tests;

/// <summary>The processes under load in one process, moved by hand: a few orders from start to end on SQLite.</summary>
sealed class ChaosHouse : IAsyncDisposable
{
    readonly TestHouse house;
    readonly Receiver receiver;
    readonly string file;

    ChaosHouse(TestHouse house, Receiver receiver, string file) => (this.house, this.receiver, this.file) = (house, receiver, file);

    public List<OrderLine> Orders { get; } = [];

    public TestHouse House => house;

    public IReadOnlyList<Booking> Bookings => receiver.Bookings;

    public static async Task<ChaosHouse> Open(string? plant = null)
    {
        var receiver = await Receiver.Open(mood: null);
        var settings = new Dictionary<string, string?>
        {
            ["Hooks:AllowedHosts:0"] = "localhost", ["Hooks:AllowHttp"] = "true", ["Hooks:AllowPrivate"] = "true", ["Engine:KeepEventsMinutes"] = "600"
        };
        if (plant is not null)
            (settings["TestHooks:Enabled"], settings["TestHooks:Plant"]) = ("true", plant);
        var house = await TestHouse.OnSqlite(settings: settings);
        await Definitions.Found(house);
        await Definitions.Publish(house, receiver.Address);
        return new(house, receiver, await house.Read(db => Task.FromResult(FileOf(db))));
    }

    static string FileOf(Data.BackOfficeDb db) =>
        new SqliteConnectionStringBuilder(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetConnectionString(db.Database)).DataSource;

    /// <summary>Customers bring orders from start to end; whoever is not let in after some time gives up.</summary>
    public async Task Serve(int orders)
    {
        var line = new HouseLine(house);
        for (var i = 1; i <= orders; i++)
            Orders.Add(new($"o-{i}", TimeSpan.FromSeconds(i)));
        foreach (var order in Orders)
            await Ask(line, order, order.Start);
        foreach (var order in Orders)
            await Ask(line, order, order.Pay);
        await house.Advance(TimeSpan.FromMinutes(1));
        foreach (var order in Orders)
            await Ask(line, order, order.Check);
        foreach (var order in Orders)
            await Ask(line, order, order.Sign);
        await house.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>An order that is begun and paid.</summary>
    public async Task Begin(OrderLine order, TimeSpan wait)
    {
        Orders.Add(order);
        await Ask(new(house), order, order.Start);
        await Ask(new(house), order, order.Pay);
        await house.Advance(wait);
    }

    static async Task Ask(HouseLine line, OrderLine order, Command command)
    {
        command.Send();
        command.Hear(await line.Send(order, command, CancellationToken.None));
    }

    public async Task<IReadOnlyList<Finding>> Audit()
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        return Auditor.Audit(await BooksReader.ReadAll(connection, house.Now, CancellationToken.None), Orders, new(receiver.Bookings, Mails: null));
    }

    /// <summary>The database as it stands, for a test that spoils it.</summary>
    public string Copy(string to)
    {
        using var mine = new SqliteConnection($"Data Source={file};Pooling=False");
        using var copy = new SqliteConnection($"Data Source={to};Pooling=False");
        mine.Open();
        copy.Open();
        mine.BackupDatabase(copy);
        return to;
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        await receiver.DisposeAsync();
    }
}
