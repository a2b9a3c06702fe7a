namespace BackOfficeFlow.Work.Messages;

/// <summary>The ids by which an answer finds its way back to a message and its case. Pure.</summary>
public static class MailTokens
{
    const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    const int TokenLength = 12;

    /// <summary>
    /// Sixty of the random bits of the id in Crockford's base 32, lower case since some systems change case. It is looked up, not decoded: an
    /// invented token leads nowhere.
    /// </summary>
    public static string ReplyToken(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        return string.Create(TokenLength, bits, static (token, rest) =>
        {
            for (var i = token.Length - 1; i >= 0; i--, rest >>= 5)
                token[i] = Alphabet[(int)(rest & 31)];
        });
    }

    /// <summary>A Message-ID, without brackets, that nobody else makes and that carries the case.</summary>
    public static string MailId(Guid id, string? caseKey, string domain) =>
        caseKey is null ? $"{id:N}@{domain}" : $"{caseKey.ToLowerInvariant()}.{id:N}@{domain}";

    /// <summary>All mails of a case name this id, so that mail programs show them as one conversation.</summary>
    public static string? ThreadId(string? caseKey, string domain) => caseKey is null ? null : $"case.{caseKey.ToLowerInvariant()}@{domain}";

    /// <summary>The address that answers go to: the mailbox with the token behind a plus sign.</summary>
    public static string ReplyAddress(string mailbox, string token)
    {
        var at = mailbox.LastIndexOf('@');
        return $"{mailbox[..at]}+{token}{mailbox[at..]}";
    }

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}

/// <summary>A subject as it goes out: it always names the case.</summary>
static class SubjectLine
{
    public static string Of(string subject, string? caseKey)
    {
        if (caseKey is null || subject.Contains(caseKey, StringComparison.OrdinalIgnoreCase))
            return Cut(subject, Message.SubjectLength);

        var end = $" [{caseKey}]";
        return Cut(subject, Message.SubjectLength - end.Length) + end;
    }

    static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(length - 1 - (char.IsHighSurrogate(text[length - 2]) ? 1 : 0))] + "…";
}
