using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>
/// Runs a script on a thread with a stack so large that its memory limit is reached first. A script with a loop can build chains (objects in
/// objects, prototypes, bound functions) that built-ins then follow by recursion, and a stack that overflows takes the process with it.
/// </summary>
sealed class DeepStack
{
    // Reserved address space; a page is only taken when a script gets that deep.
    const int Size = 512 << 20;
    const int UsesPerThread = 10_000;

    static readonly ConcurrentBag<DeepStack> Free = [];

    readonly object gate = new();
    Action? work;
    ExceptionDispatchInfo? broken;
    bool isRetired;
    int uses;

    public static T Run<T>(Func<T> script)
    {
        if (!Free.TryTake(out var thread))
            thread = Begin();
        T result = default!;
        thread.Do(() => result = script());
        return result;
    }

    static DeepStack Begin()
    {
        var stack = new DeepStack();
        new Thread(stack.Serve, Size) { IsBackground = true, Name = "script" }.Start();
        return stack;
    }

    void Do(Action script)
    {
        ExceptionDispatchInfo? failed;
        lock (gate)
        {
            (work, broken) = (script, null);
            Monitor.PulseAll(gate);
            while (work is not null)
                Monitor.Wait(gate);
            // After a failure the stack may be full of pages that nobody needs again.
            failed = broken;
            isRetired = failed is not null || ++uses >= UsesPerThread;
            Monitor.PulseAll(gate);
        }
        if (!isRetired)
            Free.Add(this);
        failed?.Throw();
    }

    void Serve()
    {
        lock (gate)
        {
            while (!isRetired)
            {
                if (work is { } script)
                {
                    broken = Try(script);
                    work = null;
                    Monitor.PulseAll(gate);
                }
                else
                {
                    Monitor.Wait(gate);
                }
            }
        }
    }

    static ExceptionDispatchInfo? Try(Action script)
    {
        try
        {
            script();
            return null;
        }
#pragma warning disable CA1031 // It is thrown where the script was asked for.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return ExceptionDispatchInfo.Capture(thrown);
        }
    }
}
