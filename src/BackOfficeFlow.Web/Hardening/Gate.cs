using BackOfficeFlow.Work.Accounts;

namespace BackOfficeFlow.Web;

/// <summary>
/// Lets a bounded number of requests in, and works on fewer of them at once: the others wait for their turn. One company has a part of the
/// places, so that there is always one for another; and of the turns it has what nobody else needs, but for one. A turn that becomes free goes to
/// the waiting company that has the fewest, those of one company in the order in which they came.
/// </summary>
sealed class Gate(int open, int atOnce, int tenantPercent)
{
    readonly int placesOfOne = Math.Max(1, open * tenantPercent / 100);
    readonly int turnsOfOne = Math.Max(1, atOnce - 1);
    readonly Lock door = new();
    readonly Dictionary<string, Company> companies = [];
    int inside;
    int atWork;
    long came;

    /// <summary>How many are in.</summary>
    public int Open
    {
        get
        {
            lock (door)
                return inside;
        }
    }

    /// <summary>Takes a place and waits for a turn. Null: there is no place.</summary>
    public async ValueTask<Turn?> Enter(string tenant, CancellationToken cancel)
    {
        if (TakePlace(tenant) is not { } turn)
            return null;

        await using var gone = cancel.Register(() => GiveUp(turn, cancel));
        await turn.Comes.Task;
        return turn;
    }

    Turn? TakePlace(string tenant)
    {
        lock (door)
        {
            var company = companies.GetValueOrDefault(tenant) ?? new Company(tenant);
            if (inside >= open || company.Inside >= placesOfOne)
                return null;

            companies[tenant] = company;
            inside++;
            company.Inside++;
            var turn = new Turn(this, company, came++);
            company.Waiting.AddLast(turn);
            GiveTurns();
            return turn;
        }
    }

    void GiveTurns()
    {
        while (atWork < atOnce && Next() is { } next)
        {
            next.Company.Waiting.RemoveFirst();
            next.Company.AtWork++;
            atWork++;
            next.IsAtWork = true;
            next.Comes.SetResult();
        }
    }

    Turn? Next() => companies.Values
        .Where(company => company.Waiting.Count > 0 && company.AtWork < turnsOfOne)
        .OrderBy(company => company.AtWork).ThenBy(company => company.Waiting.First!.Value.Number)
        .FirstOrDefault()?.Waiting.First!.Value;

    void GiveUp(Turn turn, CancellationToken cancel)
    {
        lock (door)
        {
            if (!turn.Company.Waiting.Remove(turn))
                return;
            Leave(turn.Company);
        }

        turn.Comes.SetCanceled(cancel);
    }

    void GiveBack(Turn turn, bool leaves)
    {
        lock (door)
        {
            if (turn.IsAtWork)
            {
                turn.IsAtWork = false;
                turn.Company.AtWork--;
                atWork--;
            }

            if (leaves && !turn.HasLeft)
            {
                turn.HasLeft = true;
                Leave(turn.Company);
            }

            GiveTurns();
        }
    }

    void Leave(Company company)
    {
        inside--;
        if (--company.Inside == 0)
            companies.Remove(company.Tenant);
    }

    internal sealed class Company(string tenant)
    {
        public string Tenant => tenant;
        public int Inside { get; set; }
        public int AtWork { get; set; }
        public LinkedList<Turn> Waiting { get; } = [];
    }

    /// <summary>A request that is in. What it knows of itself changes behind the gate's door only.</summary>
    internal sealed class Turn(Gate gate, Company company, long number) : IMachineTurn, IDisposable
    {
        internal Company Company => company;
        internal long Number => number;
        internal bool IsAtWork { get; set; }
        internal bool HasLeft { get; set; }
        internal TaskCompletionSource Comes { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GiveBack() => gate.GiveBack(this, leaves: false);

        public void Dispose() => gate.GiveBack(this, leaves: true);
    }
}
