using System.Threading.Channels;

namespace BackOfficeFlow.Runtime;

/// <summary>So many things at once, one after the other in each lane. What takes long keeps its lane, and the others go on beside it.</summary>
sealed class Lanes
{
    readonly Channel<int> free;
    readonly int count;

    public Lanes(int count)
    {
        this.count = count;
        free = Channel.CreateBounded<int>(count);
        GiveBack(count);
    }

    /// <summary>Waits until a lane is free. It is free still when nobody else begins anything.</summary>
    public async Task Free(CancellationToken cancel) => await free.Reader.WaitToReadAsync(cancel);

    /// <summary>Begins it as soon as a lane is free, and returns then. What it throws is lost: it is to end by itself.</summary>
    public async Task Begin(Func<Task> work, CancellationToken cancel)
    {
        await free.Reader.ReadAsync(cancel);
        _ = Task.Run(() => Run(work), CancellationToken.None);
    }

    /// <summary>Waits until all that has begun is over.</summary>
    public async Task Over(CancellationToken cancel)
    {
        var taken = 0;
        try
        {
            for (; taken < count; taken++)
                await free.Reader.ReadAsync(cancel);
        }
        finally
        {
            GiveBack(taken);
        }
    }

    async Task Run(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            GiveBack(1);
        }
    }

    void GiveBack(int lanes)
    {
        for (var i = 0; i < lanes; i++)
            free.Writer.TryWrite(i);
    }
}
