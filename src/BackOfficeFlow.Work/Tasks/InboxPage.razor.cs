using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Queues;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What a person has to do, and what they may take. Every filter stands in the address, so that a view can be kept and shared.</summary>
public sealed partial class InboxPage
{
    const int PageSize = 25;

    static readonly (string Key, string Meaning)[] Keys = [("j", "KeyDown"), ("k", "KeyUp"), ("Enter", "KeyOpen"), ("c", "KeyClaim"), ("/", "KeySearch"), ("?", "KeyHelp")];

    InboxFilter filter = new();
    TaskPage? found;
    IReadOnlyList<QueueLine> queues = [];
    DateTimeOffset now;
    string said = "";
    ElementReference root;
    IJSObjectReference? keys;
    ITimer? typing;

    [CascadingParameter] TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery(Name = "view")] string? View { get; set; }
    [SupplyParameterFromQuery(Name = "q")] string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "queue")] string? QueueKey { get; set; }
    [SupplyParameterFromQuery(Name = "due")] string? DueWord { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] string? SortWord { get; set; }
    [SupplyParameterFromQuery(Name = "page")] int? PageNumber { get; set; }

    protected override bool Shows(Change change) => change.Subject == TaskDesk.Subject;

    protected override async Task OnParametersSetAsync()
    {
        filter = new InboxFilter
        {
            Scope = Read<TaskScope>(View),
            Text = Text ?? "",
            Queue = string.IsNullOrEmpty(QueueKey) ? null : QueueKey,
            Due = Read<TaskDue>(DueWord),
            Sort = Read<TaskSort>(SortWord),
            Page = Math.Max(1, PageNumber ?? 1)
        };
        await Load();
    }

    protected override async Task Load()
    {
        now = Clock.GetUtcNow();
        if (queues.Count == 0)
            queues = await Ask(new ListQueues()) ?? [];

        // A slow answer to an earlier question must not replace the list that was asked for since.
        var asked = filter;
        var answer = await Ask(asked.ToRequest(PageSize, EndOfDay()));
        if (asked == filter)
            found = answer ?? found;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

        await using var module = await Scripts.InvokeAsync<IJSObjectReference>("import", "./_content/BackOfficeFlow.Work/list-keys.js");
        keys = await module.InvokeAsync<IJSObjectReference>("listen", root);
    }

    async Task Claim(TaskLine line)
    {
        if (await Try(() => Requests.Send(new ClaimTask(line.Id), Gone)))
            Navigation.NavigateTo($"tasks/{line.Id}");
        else
            await KeepProblem(Load);
    }

    /// <summary>The list is loaded again after a refusal, but what was refused stays on the page.</summary>
    async Task KeepProblem(Func<Task> work)
    {
        var problem = Problem;
        await work();
        Problem ??= problem;
        said = problem?.Message ?? "";
    }

    void Typed(ChangeEventArgs change)
    {
        var text = Chosen(change) ?? "";
        typing?.Dispose();
        typing = Clock.CreateTimer(_ => InvokeAsync(() => Go(filter with { Text = text, Page = 1 })), null, TimeSpan.FromMilliseconds(300), Timeout.InfiniteTimeSpan);
    }

    void Go(InboxFilter to) => Navigation.NavigateTo(Address(to), replace: true);

    string Address(InboxFilter to) => Navigation.GetUriWithQueryParameters(Navigation.ToAbsoluteUri("inbox").ToString(), to.ToQuery());

    string? Current(TaskScope scope) => filter.Scope == scope ? "page" : null;

    DateTimeOffset EndOfDay()
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone ?? TimeZoneInfo.Utc);
        return local.AddDays(1) - local.TimeOfDay;
    }

    RenderFragment ClaimButton(TaskLine line) => builder =>
    {
        if (line.State is not TaskState.Offered)
            return;

        builder.OpenElement(0, "button");
        builder.AddAttribute(1, "type", "button");
        builder.AddAttribute(2, "class", "bof-button bof-plain-button bof-small");
        builder.AddAttribute(3, "data-list-claim", true);
        builder.AddAttribute(4, "aria-label", Texts.Of("ClaimTask", line.Title));
        builder.AddAttribute(5, "disabled", Busy);
        builder.AddAttribute(6, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => Claim(line)));
        builder.AddContent(7, Texts.Of("Claim"));
        builder.CloseElement();
    };

    static string? Chosen(ChangeEventArgs change) => Convert.ToString(change.Value, CultureInfo.InvariantCulture);

    static T Read<T>(string? word) where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : default;

    public async ValueTask DisposeAsync()
    {
        if (typing is not null)
            await typing.DisposeAsync();
        if (keys is not null)
        {
            try
            {
                await keys.InvokeVoidAsync("stop");
                await keys.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser is gone, and its listener with it.
            }
        }

        Dispose();
    }
}
