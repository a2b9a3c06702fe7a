namespace BackOfficeFlow.Runtime.Tests;

public sealed class CaseKeyTests
{
    static readonly string[] Keys = [.. Enumerable.Range(0, 200).Select(_ => CaseKey.Of(Guid.CreateVersion7(TestHouse.Start)))];

    [Fact]
    public void A_key_reads_back_however_it_is_typed()
    {
        foreach (var key in Keys)
        {
            CaseKey.Read(key).ShouldBe(key);
            CaseKey.Read($" {key.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} ").ShouldBe(key);
            CaseKey.Read(key.Replace('0', 'O').Replace('1', 'l')).ShouldBe(key);
        }
    }

    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        foreach (var key in Keys.Take(20))
            for (var place = 0; place < key.Length; place++)
                foreach (var other in alphabet.Where(other => key[place] != '-' && other != key[place]))
                    CaseKey.Read(key[..place] + other + key[(place + 1)..]).ShouldBeNull();
    }

    [Fact]
    public void Every_swap_of_two_characters_is_noticed()
    {
        foreach (var key in Keys.Select(key => key.Replace("-", "", StringComparison.Ordinal)))
            for (var a = 0; a < key.Length; a++)
                for (var b = a + 1; b < key.Length; b++)
                {
                    var swapped = key.ToCharArray();
                    (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
                    if (key[a] != key[b])
                        CaseKey.Read(new string(swapped)).ShouldBeNull();
                }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABC")]
    [InlineData("UUUUU-UUUU")]
    [InlineData("AAAAA-AAAAAAAAAAAAAAA")]
    public void What_is_no_key_is_none(string? typed) => CaseKey.Read(typed).ShouldBeNull();
}
