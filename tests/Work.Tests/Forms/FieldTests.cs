using BackOfficeFlow.Work.Forms;

namespace BackOfficeFlow.Work.Tests.Forms;

public sealed class FieldTests
{
    [Theory]
    [InlineData("12345678Z", "12345678Z")]
    [InlineData(" 12.345.678-z ", "12345678Z")]
    [InlineData("X1234567L", "X1234567L")]
    [InlineData("Y1234567X", "Y1234567X")]
    [InlineData("Z1234567R", "Z1234567R")]
    [InlineData("A58818501", "A58818501")]
    [InlineData("b-58818501", "B58818501")]
    [InlineData("Q2826000H", "Q2826000H")]
    [InlineData("G12345674", "G12345674")]
    [InlineData("ESA58818501", "A58818501")]
    public void A_tax_number_is_kept_in_upper_case_without_separators(string typed, string kept) =>
        One("nif", typed).Values["it"].ShouldBe(kept);

    [Theory]
    [InlineData("12345678A", "NifControlWrong")]
    [InlineData("X1234567A", "NifControlWrong")]
    [InlineData("A58818502", "NifControlWrong")]
    [InlineData("Q28260008", "NifControlWrong")]
    [InlineData("1234567Z", "NifWrong")]
    [InlineData("I12345674", "NifWrong")]
    [InlineData("DE123456789", "NifWrong")]
    [InlineData("<script>", "NifWrong")]
    public void A_tax_number_that_cannot_be_is_refused(string typed, string code) =>
        One("nif", typed).Wrong().ShouldBe([$"it {code}"]);

    [Fact]
    public void A_european_tax_number_is_taken_where_the_field_says_so()
    {
        var form = FormOf.Properties(""" "it": { "type": "string", "format": "nif", "europeanVat": true } """);

        form.Check(("it", "de 123 456 789")).Values["it"].ShouldBe("DE123456789");
        form.Check(("it", "DE12345")).Wrong().ShouldBe(["it VatWrong"]);
    }

    [Theory]
    [InlineData("ES91 2100 0418 4502 0005 1332", "ES9121000418450200051332")]
    [InlineData("de89370400440532013000", "DE89370400440532013000")]
    [InlineData("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432")]
    public void An_account_number_is_kept_without_spaces(string typed, string kept) => One("iban", typed).Values["it"].ShouldBe(kept);

    [Theory]
    [InlineData("ES91 2100 0418 4502 0005 1333", "IbanControlWrong")]
    [InlineData("ES91 2100 0418 4502 0005 133", "IbanLength")]
    [InlineData("ZZ91 2100 0418 4502 0005 1332", "IbanCountry")]
    [InlineData("2100 0418 4502 0005 1332", "IbanWrong")]
    public void An_account_number_that_cannot_be_is_refused(string typed, string code) => One("iban", typed).Wrong().ShouldBe([$"it {code}"]);

    [Theory]
    [InlineData("912 345 678", "+34912345678")]
    [InlineData("0034 612-345-678", "+34612345678")]
    [InlineData("+351 912 345 678", "+351912345678")]
    public void A_telephone_number_is_kept_in_international_form(string typed, string kept) => One("phone", typed).Values["it"].ShouldBe(kept);

    [Theory]
    [InlineData("12345")]
    [InlineData("+34 112 345 678")]
    [InlineData("+0 912 345 678")]
    [InlineData("nine one two")]
    public void What_is_no_telephone_number_is_refused(string typed) => One("phone", typed).Wrong().ShouldBe(["it PhoneWrong"]);

    [Fact]
    public void A_number_to_call_back_costs_nothing_extra_and_a_mobile_begins_with_6_or_7()
    {
        var form = FormOf.Properties("""
            "back": { "type": "string", "format": "phone", "callBack": true },
            "mobile": { "type": "string", "format": "phone", "mobile": true }
            """);

        form.Check(("back", "807 123 456"), ("mobile", "912345678")).Wrong().ShouldBe(["back PhonePremium", "mobile PhoneNotMobile"]);
        form.Check(("back", "912345678"), ("mobile", "712345678")).Passed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Ana.Ruiz@Empresa.ES", "Ana.Ruiz@empresa.es")]
    [InlineData("o'neill+orders@correo.example.com", "o'neill+orders@correo.example.com")]
    [InlineData("josé@compañía.es", "josé@compañía.es")]
    public void An_email_address_keeps_its_name_and_lowers_its_domain(string typed, string kept) => One("email", typed).Values["it"].ShouldBe(kept);

    [Theory]
    [InlineData("ana@empresa")]
    [InlineData("ana@@empresa.es")]
    [InlineData("ana@empresa.es, luis@empresa.es")]
    [InlineData("Ana <ana@empresa.es>")]
    [InlineData(".ana@empresa.es")]
    [InlineData("ana@-empresa.es")]
    [InlineData("ana")]
    public void What_is_not_exactly_one_email_address_is_refused(string typed) => One("email", typed).Wrong().ShouldBe(["it EmailWrong"]);

    [Fact]
    public void A_long_email_address_or_one_with_control_characters_is_refused()
    {
        One("email", new string('a', 250) + "@empresa.es").Wrong().ShouldBe(["it EmailWrong"]);
        One("email", "ana@empresa.es\r\nBcc: all@empresa.es").Wrong().ShouldBe(["it ControlCharacters"]);
    }

    [Theory]
    [InlineData("28013", "")]
    [InlineData("53001", "it PostcodeProvince")]
    [InlineData("00123", "it PostcodeProvince")]
    [InlineData("2801", "it PostcodeWrong")]
    [InlineData("2801A", "it PostcodeWrong")]
    public void A_postcode_has_five_digits_and_a_province(string typed, string wrong) =>
        string.Join(";", One("postcode", typed).Wrong()).ShouldBe(wrong);

    [Theory]
    [InlineData("CAIXESBBXXX", "")]
    [InlineData("caixesbb", "")]
    [InlineData("CAIXESB", "it BicWrong")]
    public void A_bank_identifier_has_eight_or_eleven_characters(string typed, string wrong) =>
        string.Join(";", One("bic", typed).Wrong()).ShouldBe(wrong);

    [Theory]
    [InlineData("https://empresa.es/a?b=c", "")]
    [InlineData("javascript:alert(1)", "it UrlWrong")]
    [InlineData("empresa.es", "it UrlWrong")]
    public void A_web_address_is_absolute_and_of_the_web(string typed, string wrong) =>
        string.Join(";", One("uri", typed).Wrong()).ShouldBe(wrong);

    [Fact]
    public void An_amount_has_two_decimals_and_keeps_to_its_limits()
    {
        var form = FormOf.Properties(""" "it": { "type": "number", "format": "money", "minimum": 0, "maximum": 1000 } """);

        form.Check(("it", "12.50")).Values["it"].ShouldBe(12.50m);
        form.Check(("it", 12L)).Values["it"].ShouldBe(12m);
        form.Check(("it", 0.1 + 0.2)).Wrong().ShouldBeEmpty("a number that JavaScript computed is rounded to what it means");
        form.Check(("it", 12.505m)).Wrong().ShouldBe(["it TooManyDecimals"]);
        form.Check(("it", -1L)).Wrong().ShouldBe(["it TooSmall"]);
        form.Check(("it", 1000.01m)).Wrong().ShouldBe(["it TooLarge"]);
        form.Check(("it", "1,000")).Wrong().ShouldBe(["it NotNumber"]);
        form.Check(("it", true)).Wrong().ShouldBe(["it NotNumber"]);
        form.Check(("it", double.NaN)).Wrong().ShouldBe(["it NotNumber"]);
    }

    [Fact]
    public void A_whole_number_has_no_decimals()
    {
        var form = FormOf.Properties(""" "it": { "type": "integer", "minimum": 1 } """);

        form.Check(("it", 3.0)).Values["it"].ShouldBe(3L);
        form.Check(("it", 3.5m)).Wrong().ShouldBe(["it NotWholeNumber"]);
        form.Check(("it", "99999999999999999999")).Wrong().ShouldBe(["it NotWholeNumber"]);
        form.Check(("it", 0L)).Wrong().ShouldBe(["it TooSmall"]);
    }

    [Fact]
    public void A_date_keeps_to_limits_relative_to_today_where_the_form_is_filled_in()
    {
        var form = FormOf.Properties(""" "it": { "type": "string", "format": "date", "notBefore": "today", "notAfter": "today+10" } """);
        // 23:30 UTC is already the 26th in Madrid and still the 25th in the Canaries' winter clock.
        var late = new FormContext(new DateTimeOffset(2026, 11, 25, 23, 30, 0, TimeSpan.Zero));

        form.Check(late, ("it", "2026-11-25")).Wrong().ShouldBe(["it DateTooEarly"]);
        form.Check(late with { Zone = "Atlantic/Canary" }, ("it", "2026-11-25")).Values["it"].ShouldBe(new DateOnly(2026, 11, 25));
        form.Check(late, ("it", new DateOnly(2026, 12, 6))).Passed.ShouldBeTrue();
        form.Check(late, ("it", "2026-12-07")).Wrong().ShouldBe(["it DateTooLate"]);
        form.Check(late, ("it", "2026-02-30")).Wrong().ShouldBe(["it NotDate"]);
        form.Check(late, ("it", "26/11/2026")).Wrong().ShouldBe(["it NotDate"]);
    }

    [Fact]
    public void A_time_without_offset_is_local_and_one_in_the_spring_gap_is_the_first_that_exists()
    {
        var form = FormOf.Properties(""" "it": { "type": "string", "format": "date-time" } """);

        form.Check(("it", "2026-07-01T10:00")).Values["it"].ShouldBe(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
        form.Check(("it", "2026-07-01T10:00:00+01:00")).Values["it"].ShouldBe(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero));
        form.Check(("it", "2026-03-29T02:30")).Values["it"].ShouldBe(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero));
        form.Check(("it", "tomorrow")).Wrong().ShouldBe(["it NotInstant"]);
    }

    [Fact]
    public void A_date_in_a_closed_accounting_period_is_refused()
    {
        var form = FormOf.Properties(""" "it": { "type": "string", "format": "date", "inOpenPeriod": true } """);
        var context = new FormContext(FormOf.Now) { ClosedUntil = new DateOnly(2026, 10, 31) };

        form.Check(context, ("it", "2026-10-31")).Wrong().ShouldBe(["it DateInClosedPeriod"]);
        form.Check(context, ("it", "2026-11-01")).Passed.ShouldBeTrue();
    }

    [Fact]
    public void A_text_is_trimmed_and_keeps_to_its_length_and_to_visible_characters()
    {
        var form = FormOf.Properties("""
            "short": { "type": "string", "minLength": 2, "maxLength": 5 },
            "long": { "type": "string", "format": "longtext" }
            """);

        form.Check(("short", "  abc "), ("long", "one\r\ntwo")).Values.ShouldBe(new Dictionary<string, object?> { ["short"] = "abc", ["long"] = "one\ntwo" });
        form.Check(("short", "abcdef")).Wrong().ShouldBe(["short TooLong"]);
        form.Check(("short", "a")).Wrong().ShouldBe(["short TooShort"]);
        form.Check(("short", "a\nb")).Wrong().ShouldBe(["short ControlCharacters"]);
        form.Check(("short", 5L)).Wrong().ShouldBe(["short NotText"]);
    }

    [Fact]
    public void A_choice_is_one_of_the_options_and_several_are_kept_in_the_options_order()
    {
        var form = FormOf.Properties("""
            "one": { "type": "string", "enum": ["yes", "no"] },
            "many": { "type": "array", "items": { "type": "string", "enum": ["a", "b", "c"] }, "minItems": 2 }
            """);

        form.Check(("one", "yes"), ("many", new List<object?> { "c", "a" })).Values["many"].ShouldBe(new List<object?> { "a", "c" });
        form.Check(("one", "perhaps"), ("many", new List<object?> { "a", "z" })).Wrong().ShouldBe(["one NotAnOption", "many NotAnOption"]);
        form.Check(("many", new List<object?> { "a", "a" })).Wrong().ShouldBe(["many TooFew"]);
    }

    [Fact]
    public void A_file_is_judged_by_its_content_and_size()
    {
        var form = FormOf.Properties(""" "it": { "type": "string", "format": "file", "accept": ["pdf"], "maxMegabytes": 1 } """);
        var pdf = Guid.CreateVersion7();
        var picture = Guid.CreateVersion7();
        var large = Guid.CreateVersion7();
        var context = new FormContext(FormOf.Now)
        {
            FindFile = id => id == pdf ? new FileFacts("pdf", 1000, "pod.pdf") : id == picture ? new FileFacts("png", 1000, "renamed.pdf") : id == large ? new FileFacts("pdf", 1024 * 1024 + 1, "large.pdf") : null,
        };

        form.Check(context, ("it", pdf.ToString())).Values["it"].ShouldBe(pdf.ToString());
        form.Check(context, ("it", picture.ToString())).Wrong().ShouldBe(["it FileKindWrong"]);
        form.Check(context, ("it", large.ToString())).Wrong().ShouldBe(["it FileTooBig"]);
        form.Check(context, ("it", Guid.Empty.ToString())).Wrong().ShouldBe(["it FileUnknown"]);
        form.Check(context, ("it", "../../etc/passwd")).Wrong().ShouldBe(["it FileWrong"]);
    }

    static FormCheck One(string format, string typed) => FormOf.Properties($$""" "it": { "type": "string", "format": "{{format}}" } """).Check(("it", typed));
}
