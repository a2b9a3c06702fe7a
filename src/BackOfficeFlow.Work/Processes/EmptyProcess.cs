using System.Text.Json;

namespace BackOfficeFlow.Work.Processes;

/// <summary>A definition that does nothing yet: a name and an empty flowchart to draw in.</summary>
static class EmptyProcess
{
    public static byte[] Of(string name, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        name,
        root = new
        {
            id = Guid.CreateVersion7(now).ToString("N"),
            type = "Elsa.Flowchart",
            version = 1,
            name = "Flowchart1",
            activities = Array.Empty<object>(),
            connections = Array.Empty<object>()
        }
    });
}
