using BackOfficeFlow.Data;
using BackOfficeFlow.Ui;
using BackOfficeFlow.Work.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>One task: its facts, its form, and the ways to end it. Whatever is typed is kept as a draft a moment later.</summary>
public sealed partial class ShowTaskPage
{
    static readonly Dictionary<string, string> NoErrors = [];
    static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(800);

    // Whoever types on and on without a pause loses no more than this when a node dies.
    static readonly TimeSpan LongestUnkept = TimeSpan.FromSeconds(3);

    TaskView? task;
    WhatNext? next;
    DateTimeOffset now;
    IReadOnlyDictionary<string, object?> values = new Dictionary<string, object?>();
    string comment = "";
    IReadOnlyDictionary<string, string> formErrors = NoErrors;
    IReadOnlyDictionary<string, string> openErrors = NoErrors;
    string? commentError;
    TaskChoice? tried;
    string? find;
    IReadOnlyList<KeyValue> facts = [];
    IReadOnlyList<TimelineItem> history = [];
    DateTimeOffset? savedAt;
    int revision;
    bool isTyping;
    DateTimeOffset unkeptSince;
    bool hasTyped;
    bool showErrors;
    int sending;
    Task saving = Task.CompletedTask;
    string operationId = "";
    ITimer? typing;
    Guid shown;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] TimeZoneInfo? Zone { get; set; }

    /// <summary>A form that asks for a comment itself takes the place of the task's own.</summary>
    bool HasOwnComment => task?.Form.Find(Forms.FormChecker.CommentField) is null;

    bool IsOpen => task is not null && TaskMoves.IsOpen(task.Line.State);
    bool IsMine => task is { Line.IsMine: true };
    bool IsAside => IsMine && task!.Line.State is TaskState.Suspended;
    bool MayEdit => IsOpen && IsMine && !IsAside && next is null;
    bool MayClaim => IsOpen && !IsMine && task!.MayClaim.IsYes;

    /// <summary>Somebody has changed the task since the person began to type: finishing it would be refused.</summary>
    bool IsStale => MayEdit && task!.Revision != revision;

    /// <summary>The person has typed something newer into the same task in another window.</summary>
    bool IsOvertaken { get; set; }

    FormContext? Checking => MayEdit ? new FormContext(now) { NegativeOutcome = tried?.IsNegative ?? false, Comment = comment } : null;

    IReadOnlyList<FieldProblem> Summary =>
    [
        .. openErrors.Select(error => FieldProblem.Of(FormNames.IdOf(error.Key), FormNames.Of(task!.Form, error.Key, TextOf) ?? error.Key, error.Value)),
        .. commentError is null ? [] : new[] { FieldProblem.Of("task-comment", Texts.Of("Comment"), commentError) }
    ];

    string DraftWords => IsOvertaken ? Texts.Of("DraftNotKept") : isTyping ? Texts.Of("DraftTyping") : savedAt is { } at ? Texts.Of("DraftSaved", Moment.Exactly(at, Zone ?? TimeZoneInfo.Utc)) : Texts.Of("DraftNone");

    /// <summary>Nothing is loaded over what somebody is typing.</summary>
    protected override bool MayLoadAgain => !isTyping && next is null;

    protected override bool Shows(Change change) => change.Subject == TaskDesk.Subject && change.Id == Id.ToString("D");

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;

        (shown, task, next, Problem, isTyping, hasTyped, sending, IsOvertaken) = (Id, null, null, null, false, false, 0, false);
        ClearErrors();
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
        history = [.. loaded.History.Select(InWords).Select(TaskHistory.Say).Reverse()];
        if (typedHere && (isTyping || IsOvertaken || loaded.DraftAt == savedAt))
            return;

        // All that was typed here is kept already; what is newer was typed by the same person in another window.
        if (!typedHere)
            revision = loaded.Revision;
        hasTyped = typedHere;
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
        await module.InvokeVoidAsync("focus", find ?? (next is null ? "task-errors" : "next-title"));
        find = null;
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
        await saving;
        isTyping = false;
        ClearErrors();
        tried = outcome;
        var answer = await Ask(new CompleteTask(Id, outcome.Name) { Values = values, Comment = comment, Revision = revision, Seen = new SeenDraft(savedAt), OperationId = $"{operationId}-{outcome.Name}" });
        showErrors = true;
        if (answer is null)
        {
            await ShowWhatIsWrong();
            return;
        }

        next = answer;
        await Load();
    }

    async Task ShowWhatIsWrong()
    {
        commentError = task!.Form.Find("comment") is null ? Problem?.Of("comment") ?? Problem?.Of("Comment") : null;
        formErrors = openErrors = Problem?.Fields.Where(field => task.Form.Find(field.Key.Split('.', '[')[0]) is not null).ToDictionary(field => field.Key, field => field.Value[0]) ?? NoErrors;
        if (Problem?.Code is Tasks.SaveDraft.OvertakenCode)
        {
            (IsOvertaken, Problem) = (true, null);
            return;
        }

        await SaveDraft();
        if (Problem?.Code is CompleteTask.ChangedCode)
            await Load();
    }

    void ClearErrors() => (formErrors, openErrors, commentError, tried) = (NoErrors, NoErrors, null, null);

    void Corrected(IReadOnlyDictionary<string, string> errors)
    {
        openErrors = errors;
        CloseSummary();
    }

    /// <summary>A summary without a line left to correct goes away.</summary>
    void CloseSummary()
    {
        if (Problem is { Fields.Count: > 0 } && openErrors.Count == 0 && commentError is null)
            Problem = null;
    }

    void Find(string controlId) => (find, showErrors) = (controlId, true);

    void Changed(IReadOnlyDictionary<string, object?> typed)
    {
        values = typed;
        WaitForPause();
    }

    void Sent(bool begins) => sending += begins ? 1 : -1;

    void CommentTyped(ChangeEventArgs change)
    {
        comment = change.Value as string ?? "";
        if (commentError is not null && comment.Trim().Length >= TaskOutcome.ShortestReason)
        {
            commentError = null;
            CloseSummary();
        }

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

    /// <summary>What was typed in the other window, instead of what stands here.</summary>
    Task TakeOther()
    {
        (IsOvertaken, isTyping, hasTyped) = (false, false, false);
        ClearErrors();
        return Load();
    }

    Task KeepMine()
    {
        IsOvertaken = false;
        return SaveDraft(overOthers: true);
    }

    void WaitForPause()
    {
        var typedAt = Clock.GetUtcNow();
        if (!isTyping)
            unkeptSince = typedAt;
        isTyping = true;
        hasTyped = true;
        typing?.Dispose();
        if (IsOvertaken)
            return;

        var latest = unkeptSince + LongestUnkept - typedAt;
        typing = Clock.CreateTimer(_ => InvokeAsync(SaveNow), null, latest < TypingPause ? Positive(latest) : TypingPause, Timeout.InfiniteTimeSpan);
    }

    static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    async Task SaveNow()
    {
        if (!isTyping || !MayEdit || IsOvertaken)
            return;

        await SaveDraft();
        StateHasChanged();
    }

    /// <summary>A draft that cannot be kept is said, but never hides an answer that is already on the page. One after the other: each goes on from the one before.</summary>
    Task SaveDraft(bool overOthers = false) => saving = SaveDraft(saving, overOthers);

    async Task SaveDraft(Task before, bool overOthers)
    {
        await before;
        var problem = Problem;
        isTyping = false;
        var request = new SaveDraft(Id, values, comment) { Revision = revision, Seen = overOthers ? null : new SeenDraft(savedAt) };
        if (await Ask(request) is { } saved)
        {
            savedAt = saved.At;
            revision = saved.Revision;
            hasTyped = true;
            Problem = problem;
        }
        else if (Problem?.Code is Tasks.SaveDraft.OvertakenCode)
            (IsOvertaken, Problem) = (true, problem);
        else
            Problem = problem ?? Problem;
    }

    string TextOf(string textOrKey) =>
        textOrKey.StartsWith('@') && task?.FormTexts.GetValueOrDefault(textOrKey[1..]) is { } text ? text : textOrKey;

    // What is noted of a finished task is the outcome as the process names it.
    TaskEventLine InWords(TaskEventLine happened) => happened is { Move: TaskMove.Complete, Note: { } outcome } ? happened with { Note = LabelOf(outcome) } : happened;

    string LabelOf(string outcome) => task?.Outcomes.FirstOrDefault(each => each.Name == outcome)?.Label ?? outcome;

    public async ValueTask DisposeAsync()
    {
        if (typing is not null)
            await typing.DisposeAsync();
        if (isTyping && MayEdit && !IsOvertaken)
            await SaveDraft();

        Dispose();
    }
}
