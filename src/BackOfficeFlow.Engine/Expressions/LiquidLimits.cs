using System.Globalization;
using DotLiquid;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>Takes so much text and no more.</summary>
sealed class LimitedWriter() : StringWriter(CultureInfo.InvariantCulture)
{
    public const int Limit = 2_000_000;

    public override void Write(char value)
    {
        Check(1);
        base.Write(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        base.Write(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        base.Write(buffer);
    }

    void Check(int more) => Check(GetStringBuilder().Length, more);

    public static void Check(long sofar, long more)
    {
        if (sofar + more > Limit)
            throw new ArgumentException($"The text would be longer than {Limit} characters.");
    }
}

/// <summary>Liquid's capture with the limit of the whole text: in a loop it doubles what it holds each time.</summary>
sealed class LimitedCapture : Block
{
    string name = "";

    public override void Initialize(string tagName, string markup, List<string> tokens)
    {
        name = markup.Trim().Trim('\'', '"');
        if (name.Length == 0)
            throw new DotLiquid.Exceptions.SyntaxException("Syntax error in 'capture' tag - valid syntax: capture [var]");
        base.Initialize(tagName, markup, tokens);
    }

    public override void Render(Context context, TextWriter result)
    {
        using var text = new LimitedWriter();
        base.Render(context, text);
        context.Scopes[^1][name] = text.ToString();
    }
}
