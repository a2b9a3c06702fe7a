using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.AspNetCore.Components;

namespace BackOfficeFlow.Work.Pages;

/// <summary>
/// A page that shows what is so now: it loads again soon after something that it shows has changed, on whichever node, and every few
/// seconds in case the news was missed. It keeps showing what it has when loading again fails.
/// </summary>
public abstract class LivePage : WorkPage
{
    static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(150);
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    readonly CultureInfo language = CultureInfo.CurrentUICulture;
    readonly CultureInfo format = CultureInfo.CurrentCulture;
    IDisposable? subscription;
    ITimer? timer;
    string? tenantId;
    bool isLoading;
    int isAwaited;
    long loadedAt;

    [Inject] ChangeSignal Signal { get; set; } = null!;
    [Inject] ICallerSource Callers { get; set; } = null!;

    /// <summary>Who looks at the page.</summary>
    protected Caller Viewer { get; private set; } = new(null, null, "");

    /// <summary>Whether a change touches what the page shows.</summary>
    protected abstract bool Shows(Change change);

    /// <summary>Asks for everything that the page shows.</summary>
    protected abstract Task Load();

    /// <summary>False while loading again would disturb whoever is typing.</summary>
    protected virtual bool MayLoadAgain => true;

    protected override async Task OnInitializedAsync()
    {
        Viewer = await Callers.Find(Gone);
        tenantId = Viewer.TenantId;
        subscription = Signal.Subscribe(Hear);
        timer = Clock.CreateTimer(_ => LoadAgain(), null, Heartbeat, Heartbeat);
    }

    // Where things change all the time, each change must not put off what the one before has asked for; and not each is worth loading again.
    void Hear(Change change)
    {
        if (change.TenantId != tenantId || !Shows(change) || Interlocked.Exchange(ref isAwaited, 1) == 1)
            return;

        var breath = Breath - Clock.GetElapsedTime(Interlocked.Read(ref loadedAt));
        timer?.Change(breath > Settling ? breath : Settling, Heartbeat);
    }

    void LoadAgain() => _ = InvokeAsync(async () =>
    {
        Interlocked.Exchange(ref isAwaited, 0);
        Interlocked.Exchange(ref loadedAt, Clock.GetTimestamp());
        if (Gone.IsCancellationRequested || !MayLoadAgain)
            return;

        // What is on its way may have been read before the change.
        if (isLoading || Busy)
        {
            timer?.Change(Breath, Heartbeat);
            return;
        }

        (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (language, format);
        isLoading = true;
        try
        {
            await Load();
            StateHasChanged();
        }
        catch (Exception) when (Gone.IsCancellationRequested)
        {
            // The page is left: nobody looks any more.
        }
        finally
        {
            isLoading = false;
        }
    });

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            subscription?.Dispose();
            timer?.Dispose();
        }

        base.Dispose(disposing);
    }
}
