using System.Net;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>How often, and after which pauses, a call that failed in passing is made again. Pure.</summary>
public sealed record RetryPlan(RetryStrategy Strategy)
{
    /// <summary>The outbox gives up a little later.</summary>
    public const int Most = 10;

    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Only what the other system cannot have done yet, or may do twice: nobody asked for more.</summary>
    public bool IsCareful { get; init; }

    public int Times => Math.Min(Strategy.MaxRetryAttempts, Most);

    /// <param name="wanted">The id of one that the host offers, one that is written out, or null.</param>
    /// <param name="known">Those that the host offers.</param>
    /// <param name="usual">How often without any. As in Elsa, one that the host does not have is none.</param>
    public static RetryPlan Choose(object? wanted, IReadOnlyList<RetryStrategy> known, int usual)
    {
        var chosen = wanted switch
        {
            IReadOnlyDictionary<string, object?> written => RetryStrategy.Read(written).Strategy,
            string id => known.FirstOrDefault(strategy => strategy.Id == id),
            _ => null
        };
        return chosen is not null ? new RetryPlan(chosen) : new RetryPlan(new RetryStrategy { MaxRetryAttempts = usual, UseJitter = true }) { IsCareful = true };
    }

    /// <summary>Whether a failure may pass: then it is worth another attempt.</summary>
    public bool IsWorthIt(CallFailure failure, string method) => failure switch
    {
        { Status: (HttpStatusCode)425 or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => true,
        { Status: >= HttpStatusCode.InternalServerError } => !IsCareful || MayBeDoneTwice(method),
        { Status: not null } => false,
        _ => !IsCareful || failure.WasNotSent || MayBeDoneTwice(method)
    };

    /// <summary>How long to wait after an attempt (the first is 1); never shorter than the other system asks for, an hour at most.</summary>
    public TimeSpan Pause(int attempt, TimeSpan? asked, string seed)
    {
        var pause = Strategy.PauseBefore(attempt, seed);
        var wanted = asked > pause ? asked.Value : pause;
        return wanted < Longest ? wanted : Longest;
    }

    static bool MayBeDoneTwice(string method) => method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE";
}

/// <summary>How an attempt failed: a status, no connection, or no answer in time.</summary>
public sealed record CallFailure(string Why)
{
    public HttpStatusCode? Status { get; init; }
    public bool IsTimeout { get; init; }

    /// <summary>The request cannot have arrived.</summary>
    public bool WasNotSent { get; init; }
}
