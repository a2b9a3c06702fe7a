using BackOfficeFlow.Work.Messages;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData(" ana@flow.test ", "ana@flow.test")]
    [InlineData("Ana.Ruiz+pedidos@Flow.TEST", "Ana.Ruiz+pedidos@flow.test")]
    [InlineData("ana@correos.españa.es", "ana@correos.xn--espaa-rta.es")]
    [InlineData("o'neil@flow.test", "o'neil@flow.test")]
    public void An_address_is_kept_in_the_form_in_which_it_is_sent(string typed, string kept) =>
        MailAddress.Read(typed).ShouldBe(kept);

    [Theory]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("ana@localhost")]
    [InlineData("@flow.test")]
    [InlineData("ana@@flow.test")]
    [InlineData("ana ruiz@flow.test")]
    [InlineData(".ana@flow.test")]
    [InlineData("ana..ruiz@flow.test")]
    [InlineData("ana@flow..test")]
    [InlineData("ana@-flow.test")]
    [InlineData("ana@flow.test, eva@flow.test")]
    [InlineData("Ana <ana@flow.test>")]
    [InlineData("ana@flow.test\r\nBcc: all@flow.test")]
    [InlineData("ana\r\n@flow.test")]
    [InlineData("ana@flow.test\0")]
    public void What_is_not_one_plain_address_is_refused(string typed) =>
        MailAddress.Read(typed).ShouldBeNull();

    [Fact]
    public void A_name_may_not_begin_a_new_header()
    {
        MailAddress.IsName("Ana \"la jefa\" Ruiz, <x>").ShouldBeTrue();
        MailAddress.IsName("Ana\r\nBcc: all@flow.test").ShouldBeFalse();
    }

    [Fact]
    public void An_address_longer_than_a_mail_allows_is_refused() =>
        MailAddress.Read($"{new string('a', 64)}@{new string('b', 60)}.{new string('c', 60)}.{new string('d', 60)}.{new string('e', 60)}.test").ShouldBeNull();
}
