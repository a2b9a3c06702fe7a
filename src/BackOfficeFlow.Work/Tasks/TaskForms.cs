using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;
using BackOfficeFlow.Work.Forms;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The forms of tasks: which version a task shows, and the one check that a finished form must pass.</summary>
public sealed class TaskForms(BackOfficeDb db, NamedItems items)
{
    /// <summary>The published form that a step names: of its own area, else of those that areas share. A running case keeps the version of its start.</summary>
    public async Task<ConfigurationItem> Require(string name, string area, DateTimeOffset asOf, CancellationToken cancel) =>
        await items.Find(ConfigurationKinds.Form, name, area, asOf, cancel) ?? throw new RuleBrokenException(Texts.Of("FormUnknown", name)) { Code = "form-unknown" };

    public async Task<FormDocument> Open(UserTask task, CancellationToken cancel)
    {
        if (task.FormKey is null)
            return FormDocument.Empty;

        var content = await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Form && item.EntryKey == task.FormKey && item.Version == task.FormVersion)
            .Select(item => item.Content)
            .SingleAsync(cancel);
        return FormReader.Read(content).Form ?? throw new InvalidOperationException($"The published form '{task.FormKey}' version {task.FormVersion} cannot be read.");
    }

    /// <summary>The answer as it is kept, or everything that is wrong with it at once, field by field.</summary>
    public static TaskAnswer Check(UserTask task, FormDocument form, string outcomeName, IReadOnlyDictionary<string, object?> values, string? comment, FormContext context)
    {
        var outcome = task.Outcomes.Find(each => each.Name == outcomeName);
        if (outcome is null)
            throw Invalid([new ValidationFailure("outcome", Texts.Of("OutcomeUnknown", outcomeName, string.Join(", ", task.Outcomes.Select(each => each.Name))))]);

        var reason = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();
        var check = FormChecker.Check(form, values, context with { Outcome = outcome.Name, NegativeOutcome = outcome.IsNegative, Comment = reason });
        if (!check.Passed)
            throw Invalid(check.Errors.Select(error => new ValidationFailure(error.Field, error.Say(System.Globalization.CultureInfo.CurrentUICulture))));

        return new TaskAnswer(outcome.Name, Engine.Values.ToJson(check.Values), reason ?? check.Values.GetValueOrDefault(FormChecker.CommentField) as string);
    }

    static ValidationException Invalid(IEnumerable<ValidationFailure> failures) => new(failures);
}
