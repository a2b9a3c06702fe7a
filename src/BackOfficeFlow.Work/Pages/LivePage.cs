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

    readonly CultureInfo language = CultureInfo.CurrentUICulture;
    readonly CultureInfo format = CultureInfo.CurrentCulture;
    IDisposable? subscription;
    ITimer? timer;
    string? tenantId;
    bool isLoading;

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

    void Hear(Change change)
    {
        if (change.TenantId == tenantId && Shows(change))
            timer?.Change(Settling, Heartbeat);
    }

    void LoadAgain() => _ = InvokeAsync(async () =>
    {
        if (isLoading || Busy || Gone.IsCancellationRequested || !MayLoadAgain)
            return;

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
