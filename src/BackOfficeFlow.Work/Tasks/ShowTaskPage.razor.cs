using BackOfficeFlow.Data;
using BackOfficeFlow.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>One task: its facts, its form, and the ways to end it. Whatever is typed is kept as a draft a moment later.</summary>
public sealed partial class ShowTaskPage
{
    static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(800);

    TaskView? task;
    WhatNext? next;
    DateTimeOffset now;
    IReadOnlyDictionary<string, object?> values = new Dictionary<string, object?>();
    string comment = "";
    IReadOnlyDictionary<string, string> formErrors = new Dictionary<string, string>();
    IReadOnlyList<KeyValue> facts = [];
    IReadOnlyList<TimelineItem> history = [];
    DateTimeOffset? savedAt;
    int revision;
    bool isTyping;
    bool hasTyped;
    bool showErrors;
    int sending;
    string operationId = "";
    ITimer? typing;
    Guid shown;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] TimeZoneInfo? Zone { get; set; }

    bool IsOpen => task is not null && TaskMoves.IsOpen(task.Line.State);
    bool IsMine => task is { Line.IsMine: true };
    bool IsAside => IsMine && task!.Line.State is TaskState.Suspended;
    bool MayEdit => IsOpen && IsMine && !IsAside && next is null;
    bool MayClaim => IsOpen && !IsMine && task!.MayClaim.IsYes;

    /// <summary>Somebody has changed the task since the person began to type: finishing it would be refused.</summary>
    bool IsStale => MayEdit && task!.Revision != revision;
    string? CommentError => Problem?.Of("comment") ?? Problem?.Of("Comment");
    IReadOnlyList<string> Summary => Problem?.Details ?? [];
    string DraftWords => isTyping ? Texts.Of("DraftTyping") : savedAt is { } at ? Texts.Of("DraftSaved", Moment.Exactly(at, Zone ?? TimeZoneInfo.Utc)) : Texts.Of("DraftNone");

    /// <summary>Nothing is loaded over what somebody is typing.</summary>
    protected override bool MayLoadAgain => !isTyping && next is null;

    protected override bool Shows(Change change) => change.Subject == TaskDesk.Subject && change.Id == Id.ToString("D");

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;

        (shown, task, next, Problem, isTyping, hasTyped, sending) = (Id, null, null, null, false, false, 0);
        operationId = Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N");
        await Load();
    }

    protected override async Task Load()
    {
        var problem = Problem;
        var loaded = await Ask(new ShowTask(Id));
        if (loaded is null)
            return;

        Problem = problem;
        now = Clock.GetUtcNow();
        var typedHere = hasTyped && MayEdit && loaded.Line.IsMine;
        task = loaded;
        facts = [.. loaded.Facts.Select(fact => new KeyValue(fact.Label, FactWords.Say(fact.Value, Zone ?? TimeZoneInfo.Utc)))];
        history = [.. loaded.History.Select(TaskHistory.Say).Reverse()];
        if (typedHere)
            return;

        hasTyped = false;
        revision = loaded.Revision;
        values = loaded.Values;
        comment = loaded.Comment ?? "";
        savedAt = loaded.DraftAt;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!showErrors)
            return;

        showErrors = false;
        await using var module = await Scripts.InvokeAsync<IJSObjectReference>("import", "./_content/BackOfficeFlow.Work/focus.js");
        await module.InvokeVoidAsync("focus", next is null ? "task-errors" : "next-title");
    }

    Task Claim() => Change(new ClaimTask(Id));

    Task Wake() => Change(new WakeTask(Id));

    async Task Release()
    {
        await SaveNow();
        await Change(new ReleaseTask(Id));
    }

    async Task Change(MediatR.IRequest<MediatR.Unit> request)
    {
        await Try(() => Requests.Send(request, Gone));
        showErrors = Problem is not null;
        await Load();
    }

    async Task Complete(TaskChoice outcome)
    {
        typing?.Dispose();
        isTyping = false;
        formErrors = new Dictionary<string, string>();
        var answer = await Ask(new CompleteTask(Id, outcome.Name) { Values = values, Comment = comment, Revision = revision, OperationId = $"{operationId}-{outcome.Name}" });
        showErrors = true;
        if (answer is null)
        {
            formErrors = Problem?.Fields.ToDictionary(field => field.Key, field => field.Value[0]) ?? [];
            await SaveDraft();
            if (Problem?.Code == CompleteTask.ChangedCode)
                await Load();
            return;
        }

        next = answer;
        await Load();
    }

    void Changed(IReadOnlyDictionary<string, object?> typed)
    {
        values = typed;
        WaitForPause();
    }

    void Sent(bool begins) => sending += begins ? 1 : -1;

    void CommentTyped(ChangeEventArgs change)
    {
        comment = change.Value as string ?? "";
        WaitForPause();
    }

    /// <summary>The person has looked at what others did; what they typed themselves stays.</summary>
    async Task LookAgain()
    {
        typing?.Dispose();
        await SaveDraft();
        Problem = null;
        await Load();
        if (task is not null)
            revision = task.Revision;
    }

    void WaitForPause()
    {
        isTyping = true;
        hasTyped = true;
        typing?.Dispose();
        typing = Clock.CreateTimer(_ => InvokeAsync(SaveNow), null, TypingPause, Timeout.InfiniteTimeSpan);
    }

    async Task SaveNow()
    {
        if (!isTyping || !MayEdit)
            return;

        await SaveDraft();
        StateHasChanged();
    }

    /// <summary>A draft that cannot be kept is said, but never hides an answer that is already on the page.</summary>
    async Task SaveDraft()
    {
        var problem = Problem;
        isTyping = false;
        if (await Ask(new SaveDraft(Id, values, comment) { Revision = revision }) is { } saved)
        {
            savedAt = saved.At;
            revision = saved.Revision;
            hasTyped = true;
            Problem = problem;
        }
        else
            Problem = problem ?? Problem;
    }

    string TextOf(string textOrKey) =>
        textOrKey.StartsWith('@') && task?.FormTexts.GetValueOrDefault(textOrKey[1..]) is { } text ? text : textOrKey;

    string LabelOf(string outcome) => task?.Outcomes.FirstOrDefault(each => each.Name == outcome)?.Label ?? outcome;

    public async ValueTask DisposeAsync()
    {
        if (typing is not null)
            await typing.DisposeAsync();
        if (isTyping && MayEdit)
            await SaveDraft();

        Dispose();
    }
}
