using System.Globalization;
using DotLiquid;
using DotLiquid.Exceptions;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A Liquid text, parsed once and filled with values of the engine's domain. Every use of Liquid goes through here: same names, same filters, same limits.</summary>
public sealed class LiquidTemplate
{
    const int MaxIterations = 100_000;
    const int MaxNesting = 100;
    const int MaxMilliseconds = 5_000;

    readonly Template template;

    static LiquidTemplate() => Template.RegisterTag<LimitedCapture>("capture");

    LiquidTemplate(Template template) => this.template = template;

    /// <exception cref="LiquidTextException">The text is no Liquid; the message says why.</exception>
    public static LiquidTemplate Parse(string source)
    {
        if (NestsTooDeeply(source))
            throw new LiquidTextException($"Its blocks nest more than {MaxNesting} levels deep.", null);
        try
        {
            var template = Template.Parse(source, SyntaxCompatibility.DotLiquid22a);
            template.MakeThreadSafe();
            return new LiquidTemplate(template);
        }
        catch (Exception broken) when (broken is SyntaxException or System.ArgumentException or InvalidOperationException or FormatException)
        {
            throw new LiquidTextException(broken.Message, broken);
        }
    }

    // The parser follows blocks by recursion.
    static bool NestsTooDeeply(string source)
    {
        var depth = 0;
        for (var at = source.IndexOf("{%", StringComparison.Ordinal); at >= 0; at = source.IndexOf("{%", at + 2, StringComparison.Ordinal))
        {
            var tag = source.AsSpan(at + 2).TrimStart("- \t\r\n");
            if (tag.StartsWith("end", StringComparison.Ordinal))
                depth--;
            else if (Blocks.Any(block => source.AsSpan(at + 2).TrimStart("- \t\r\n").StartsWith(block, StringComparison.Ordinal)))
                depth++;
            if (depth > MaxNesting)
                return true;
        }
        return false;
    }

    static readonly string[] Blocks = ["if", "unless", "for", "case", "capture", "comment", "raw", "literal", "tablerow", "block"];

    /// <summary>What is wrong with a text; null when it is well.</summary>
    public static string? Check(string source)
    {
        try
        {
            Parse(source);
            return null;
        }
        catch (LiquidTextException broken)
        {
            return broken.Message;
        }
    }

    /// <summary>Fills the places with values by name; what has no value is empty. <paramref name="now"/> is what templates call now or today.</summary>
    public string Render(IReadOnlyDictionary<string, object?> values, DateTimeOffset? now = null)
    {
        using var time = new CancellationTokenSource(MaxMilliseconds);
        var names = Hash.FromDictionary(values.ToDictionary(pair => pair.Key, pair => ToTemplate(pair.Value)));
        var context = new Context([names], new Hash(), now is null ? new Hash() : Hash.FromDictionary(new Dictionary<string, object?> { [LiquidFilters.Now] = now }), ErrorsOutputMode.Rethrow, MaxIterations, CultureInfo.InvariantCulture, time.Token)
        {
            SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a
        };
        // Given with the context: a thread-safe template overlooks those of its render parameters.
        context.AddFilters(typeof(LiquidFilters));
        try
        {
            using var text = new LimitedWriter();
            template.Render(text, new RenderParameters(CultureInfo.InvariantCulture) { Context = context });
            return text.ToString();
        }
        catch (Exception broken) when (broken is LiquidException or OperationCanceledException or System.TimeoutException or FormatException or InvalidCastException or System.ArgumentException or OverflowException)
        {
            throw new LiquidTextException(broken.Message, broken);
        }
    }

    internal static object? ToTemplate(object? value) => value switch
    {
        Drop => value,
        Dictionary<string, object?> map => Hash.FromDictionary(map.ToDictionary(pair => pair.Key, pair => ToTemplate(pair.Value))),
        List<object?> list => list.ConvertAll(ToTemplate),
        DateTimeOffset or DateOnly or TimeSpan or Guid or byte[] => Values.Text(value),
        long or int or decimal or double or bool or string or null => value,
        _ => ToTemplate(Values.Normalize(value))
    };
}

/// <summary>A text is no Liquid, or could not be filled.</summary>
public sealed class LiquidTextException(string message, Exception? inner) : Exception(message, inner);
