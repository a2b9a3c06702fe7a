using System.Collections.Concurrent;
using Jint.Runtime;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Engines that wait to be used again. Making one takes milliseconds; one that a script broke a limit in is thrown away.</summary>
sealed class JavaScriptPool(ScriptLimits limits)
{
    readonly ConcurrentBag<JavaScriptSession> free = [];

    public object? Run(JavaScript script, Scope scope, List<string>? outcomes)
    {
        return script.NeedsDeepStack ? DeepStack.Run(() => RunHere(script, scope, outcomes)) : RunHere(script, scope, outcomes);
    }

    object? RunHere(JavaScript script, Scope scope, List<string>? outcomes)
    {
        if (script.NeedsOwnEngine)
        {
            using var own = new JavaScriptSession(limits, isShared: false);
            return Run(own, script, scope, outcomes);
        }

        if (!free.TryTake(out var session))
            session = new JavaScriptSession(limits, isShared: true);
        var isWhole = false;
        try
        {
            var result = Run(session, script, scope, outcomes);
            isWhole = true;
            return result;
        }
        finally
        {
            // After a broken limit an engine may be in any state.
            if (isWhole)
                free.Add(session);
            else
                session.Dispose();
        }
    }

    static object? Run(JavaScriptSession session, JavaScript script, Scope scope, List<string>? outcomes)
    {
        try
        {
            return session.Run(script, scope, outcomes);
        }
        catch (JavaScriptException broken)
        {
            throw new ExpressionException(broken.Message, broken);
        }
        catch (PromiseRejectedException broken)
        {
            throw new ExpressionException(broken.Message, broken);
        }
        catch (Exception broken) when (broken is TimeoutException or MemoryLimitExceededException or StatementsCountOverflowException or RecursionDepthOverflowException)
        {
            throw new ExpressionException($"The script was stopped: {broken.Message}", broken);
        }
        catch (Exception broken) when (broken is Acornima.ParseErrorException or InvalidOperationException or InsufficientExecutionStackException or ArgumentException or OverflowException or NotSupportedException)
        {
            throw new ExpressionException(broken.Message, broken);
        }
    }
}
