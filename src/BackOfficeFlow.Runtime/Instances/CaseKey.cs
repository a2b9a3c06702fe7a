namespace BackOfficeFlow.Runtime;

/// <summary>
/// The key by which people name a case, e.g. "7K3MQ-9TX4": Crockford's base 32 (no I, L, O, U) and a check character over GF(32) that
/// notices every single wrong character and every swap of two.
/// </summary>
public static class CaseKey
{
    const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Length = 8;

    /// <summary>The key of a new case, from the random part of its id.</summary>
    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var bits = ((ulong)bytes[11] << 32) | ((ulong)bytes[12] << 24) | ((ulong)bytes[13] << 16) | ((ulong)bytes[14] << 8) | bytes[15];
        Span<int> digits = stackalloc int[Length];
        for (var i = Length - 1; i >= 0; i--, bits >>= 5)
            digits[i] = (int)(bits & 31);

        Span<char> key = stackalloc char[Length + 2];
        for (var i = 0; i < Length; i++)
            key[i < 5 ? i : i + 1] = Alphabet[digits[i]];
        key[5] = '-';
        key[^1] = Alphabet[Check(digits)];
        return new string(key);
    }

    /// <summary>What a person typed, put right: case, dashes, blanks, O for 0, I and L for 1. Null when it cannot be a case key.</summary>
    public static string? Read(string? typed)
    {
        var digits = new List<int>(Length + 1);
        foreach (var c in (typed ?? "").ToUpperInvariant())
        {
            if (c is '-' or ' ')
                continue;
            var digit = Alphabet.IndexOf(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }, StringComparison.Ordinal);
            if (digit < 0 || digits.Count > Length)
                return null;
            digits.Add(digit);
        }

        if (digits.Count != Length + 1 || Check([.. digits[..Length]]) != digits[Length])
            return null;

        var text = string.Concat(digits.Select(digit => Alphabet[digit]));
        return $"{text[..5]}-{text[5..]}";
    }

    static int Check(ReadOnlySpan<int> digits)
    {
        var sum = 0;
        var weight = 2;
        foreach (var digit in digits)
        {
            sum ^= Times(weight, digit);
            weight = Times(weight, 2);
        }

        return sum;
    }

    /// <summary>Multiplication in GF(32) with x^5 + x^2 + 1.</summary>
    static int Times(int a, int b)
    {
        var product = 0;
        for (; b != 0; b >>= 1)
        {
            if ((b & 1) != 0)
                product ^= a;
            a <<= 1;
            if ((a & 32) != 0)
                a ^= 0b100101;
        }

        return product;
    }
}
