using BackOfficeFlow.Work.Messages;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class HookSignatureTests
{
    // The value was computed with: printf '1767225600.{"a":1}' | openssl dgst -sha256 -hmac 'a long random text'
    [Fact]
    public void A_signature_is_what_other_tools_compute() =>
        HookSignature.Of("{\"a\":1}", "a long random text", DateTimeOffset.FromUnixTimeSeconds(1767225600))
            .ShouldBe("t=1767225600,v1=fe86237d446014c4edc9c09546c04bf452f554b20af5b55449197d7ae143c660");
}
