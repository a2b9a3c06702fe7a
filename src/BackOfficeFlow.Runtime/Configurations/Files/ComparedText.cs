using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOfficeFlow.Runtime;

/// <summary>Two contents as lines that can be compared: JSON is laid out alike on both sides, so that only what differs differs.</summary>
static class ComparedText
{
    /// <summary>Lines of both together. Comparing longer ones takes long, and nobody reads that.</summary>
    internal const int MaximumLines = 40_000;

    const int MaxDepth = 1_100;

    static readonly JsonWriterOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, MaxDepth = MaxDepth, NewLine = "\n" };

    /// <summary>None when only the layout differs; null when they are too long.</summary>
    public static IReadOnlyList<DiffStretch>? Compare(byte[] here, byte[] inFile)
    {
        var (ours, theirs) = Lay(here) is { } one && Lay(inFile) is { } other ? (one, other) : (Plain(here), Plain(inFile));
        if (ours == theirs)
            return [];
        return ours.AsSpan().Count('\n') + theirs.AsSpan().Count('\n') > MaximumLines ? null : LineDiff.Fold(LineDiff.Compare(ours, theirs));
    }

    // In the order in which it stands, with numbers as they are written; null when it is no JSON.
    static string? Lay(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(content), new JsonDocumentOptions { MaxDepth = MaxDepth });
            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes, Layout))
                document.WriteTo(writer);
            return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    static string Plain(byte[] content) => Encoding.UTF8.GetString(WithoutMark(content).Span).ReplaceLineEndings("\n");

    static ReadOnlyMemory<byte> WithoutMark(byte[] content) => content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content;
}
