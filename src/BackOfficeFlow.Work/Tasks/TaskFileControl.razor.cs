using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What the browser says of a file is not taken on trust: the page asks the house what has been stored under the id.</summary>
public sealed partial class TaskFileControl
{
    readonly Dictionary<Guid, FileLine?> files = [];
    ElementReference input;
    DotNetObjectReference<TaskFileControl>? self;
    IJSObjectReference? script;
    string? listensAt;
    string? sending;
    string? refusal;

    [Inject] IJSRuntime Scripts { get; set; } = null!;
    [Inject] IOptions<FileSettings> Settings { get; set; } = null!;
    [Inject] AntiforgeryStateProvider Antiforgery { get; set; } = null!;

    [Parameter, EditorRequired] public FieldSlot Slot { get; set; } = null!;
    [Parameter, EditorRequired] public Guid TaskId { get; set; }

    /// <summary>Told when a file begins to be sent (true) and when that is over: until then the task must not be finished.</summary>
    [Parameter] public EventCallback<bool> Sending { get; set; }

    bool IsMany => Slot.Field.Kind is FieldKind.Files;
    long MaxBytes => TaskUpload.MaxBytes(Slot.Field, Settings.Value);
    string TakenId => Slot.Id + "-taken";
    string RefusalId => Slot.Id + "-refusal";
    string DescribedBy => string.Join(' ', new[] { TakenId, Slot.DescribedBy, refusal is null ? null : RefusalId }.OfType<string>());
    string Endings => string.Join(',', TaskUpload.Accepted(Slot.Field).Select(kind => kind is "jpeg" ? ".jpg,.jpeg" : kind is "tiff" ? ".tif,.tiff" : "." + kind));

    IReadOnlyList<Guid> Ids => [.. MentionedFiles.Ids(Slot.Value)];

    string NameOf(Guid id) => files.GetValueOrDefault(id)?.Name ?? Texts.Of("FileGone");

    protected override async Task OnParametersSetAsync()
    {
        foreach (var id in Ids.Where(id => !files.ContainsKey(id)))
            files[id] = await Ask(new OpenFile(id));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Slot.Look.ReadOnly)
        {
            listensAt = null;
            return;
        }

        if (listensAt == Slot.Id)
            return;

        listensAt = Slot.Id;
        script ??= await Scripts.InvokeAsync<IJSObjectReference>("import", "./_content/BackOfficeFlow.Work/file-upload.js");
        self ??= DotNetObjectReference.Create(this);
        await script.InvokeVoidAsync("listen", input, self, TaskUpload.PathOf(TaskId).TrimStart('/'), Antiforgery.GetAntiforgeryToken()?.Value ?? "");
    }

    /// <summary>The path of the field when the file may be sent; null when the page has said why not.</summary>
    [JSInvokable]
    public async Task<string?> MayBegin(string name, long size)
    {
        if (sending is not null)
            return null;

        refusal = Slot.Look.ReadOnly ? Texts.Of("ClaimFirst") : size > MaxBytes ? new FileTooLargeException(MaxBytes).Message : null;
        if (refusal is null)
        {
            sending = FileNames.Clean(name);
            await Sending.InvokeAsync(true);
        }

        StateHasChanged();
        return refusal is null ? Slot.Path : null;
    }

    [JSInvokable]
    public async Task Arrived(Guid id)
    {
        files[id] = await Ask(new OpenFile(id));
        await Over();
        if (files[id] is null)
            refusal = Texts.Of("UploadFailed");
        else
            Slot.Set(IsMany ? new List<object?>([.. Ids.Select(each => (object?)each.ToString()), id.ToString()]) : id.ToString());
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Refused(string? why)
    {
        await Over();
        refusal = why ?? Texts.Of("UploadFailed");
        StateHasChanged();
    }

    async Task Over()
    {
        sending = null;
        await Sending.InvokeAsync(false);
    }

    // The button that had the focus is gone: whoever uses the keyboard goes on at the control.
    async Task Remove(int at)
    {
        refusal = null;
        var left = Ids.Where((_, index) => index != at).Select(id => (object?)id.ToString()).ToList();
        Slot.Set(left.Count == 0 ? null : left);
        await input.FocusAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (script is not null)
                await script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it the script.
        }

        self?.Dispose();
        if (sending is not null)
            await Sending.InvokeAsync(false);
        Dispose();
    }
}
