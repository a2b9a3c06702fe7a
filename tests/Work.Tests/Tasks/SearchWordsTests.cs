using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.Tests.Tasks;

public class SearchWordsTests
{
    [Theory]
    [InlineData("García Núñez", "garcia nunez")]
    [InlineData("PEDIDO-Ç 12", "pedido-c 12")]
    public void Case_and_accents_do_not_matter(string written, string kept) => SearchWords.Fold(written).ShouldBe(kept);

    [Fact]
    public void Each_word_is_looked_for_by_itself() => SearchWords.Of("  José  pedido ").ShouldBe(["jose", "pedido"]);

    [Fact]
    public void Nothing_typed_looks_for_nothing() => SearchWords.Of(null).ShouldBeEmpty();
}
