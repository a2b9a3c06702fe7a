using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Forms;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// What a field of a task's form takes of a file. Only the holder of the task may ask: nobody else has anything to attach.
/// <paramref name="Path"/> is the field ("proof", "proofs[1]"), or a column of a grid ("lines[0].proof").
/// </summary>
[SentBy(Senders.Clerks)]
public sealed record FindFileField(Guid TaskId, string Path) : IRequest<FormField>
{
    public sealed class Handler(TaskDesk desk, TaskForms forms) : IRequestHandler<FindFileField, FormField>
    {
        public async Task<FormField> Handle(FindFileField request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            task.RequireHolder(desk.Caller);
            return Find(await forms.Open(task, cancel), request.Path) is { Kind: FieldKind.File or FieldKind.Files } field
                ? field
                : throw new RuleBrokenException(Texts.Of("NoFileField", request.Path)) { Code = "not-a-file-field" };
        }

        static FormField? Find(FormDocument form, string path)
        {
            var names = path.Split('.');
            var field = form.Find(Name(names[0]));
            return names.Length == 1 ? field : field?.Columns.FirstOrDefault(column => column.Name == Name(names[1]));
        }

        static string Name(string part) => part.Split('[')[0];
    }
}
