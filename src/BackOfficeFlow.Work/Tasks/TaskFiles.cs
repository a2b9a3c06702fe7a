using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Forms;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What the form of a task may know of the files that its values name.</summary>
public sealed class TaskFiles(MentionedFiles mentioned)
{
    /// <summary>Looks all of them up at once. A file of another company, and one that nobody may open, is not there.</summary>
    public async Task<Func<Guid, FileFacts?>> Finder(FormDocument form, IReadOnlyDictionary<string, object?> values, CancellationToken cancel)
    {
        var given = form.Fields.Where(HoldsFiles).Select(field => values.GetValueOrDefault(field.Name)).ToList();
        var files = await mentioned.In(given, cancel);
        return id => files.GetValueOrDefault(id) is { Danger: null } file ? FileFacts.Of(file) : null;
    }

    /// <summary>What was filled in is kept from now on, and with it the files that it names.</summary>
    public Task Keep(IReadOnlyDictionary<string, object?> values, DateTimeOffset now, CancellationToken cancel) => mentioned.Keep(values, now, cancel);

    static bool HoldsFiles(FormField field) => field.Kind is FieldKind.File or FieldKind.Files || field.Columns.Any(HoldsFiles);
}
