using System.Text;
using System.Text.Json;
using BackOfficeFlow.Engine;

namespace BackOfficeFlow.Studio;

/// <summary>The JSON object of a call, or what its query says instead. Members that nobody knows are left alone.</summary>
sealed record CallBody(IReadOnlyDictionary<string, object?> Members)
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="CallRefusal">It is no JSON object; says where it breaks.</exception>
    public static CallBody Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return new CallBody(new Dictionary<string, object?>());
        try
        {
            return Parse(Strict.GetString(bytes)) is IReadOnlyDictionary<string, object?> members ? new CallBody(members) : throw CallRefusal.Of("not-an-object", "BodyNoObject");
        }
        catch (DecoderFallbackException)
        {
            throw CallRefusal.Of("bad-json", "BodyNoText");
        }
    }

    /// <exception cref="CallRefusal">It is no JSON; says where it breaks.</exception>
    public static object? Parse(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? new Dictionary<string, object?>() : Values.ParseJson(text);
        }
        catch (JsonException broken)
        {
            throw CallRefusal.Of("bad-json", "BodyNoJson", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
        }
    }

    public bool Has(string name) => Members.GetValueOrDefault(name) is not null;

    public string? Text(string name) => Members.GetValueOrDefault(name) switch
    {
        null => null,
        string { Length: 0 } => null,
        string text => text,
        _ => throw CallRefusal.Of("bad-member", "MemberNoText", name)
    };

    public Guid? Id(string name) => Text(name) is not { } text ? null
        : Guid.TryParse(text, out var id) ? id
        : throw new CallRefusal(404, "not-found", Texts.Say("NoSuchId", name, text));

    public IReadOnlyDictionary<string, object?> Map(string name) => Members.GetValueOrDefault(name) switch
    {
        null => new Dictionary<string, object?>(),
        IReadOnlyDictionary<string, object?> map => map,
        _ => throw CallRefusal.Of("bad-member", "MemberNoObject", name)
    };

    /// <exception cref="CallRefusal">It asks for something that cannot be done here: better refused than overlooked.</exception>
    public void RequireNone(params IEnumerable<string> names)
    {
        foreach (var name in names)
            if (Has(name))
                throw CallRefusal.Of("unsupported", "MemberUnsupported", name);
    }
}
