using System.Text;
using BackOfficeFlow.Business.Orders;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class CarrierProfileReaderTests
{
    const string Valid = """
        {
          "carrier": "rapidex", "name": "Rapidex", "carriage": 6.5, "services": { "standard": "2 BD" },
          "instructions": { "by": "mail", "to": "incidencias@rapidex.example" },
          "codes": { "AUS": { "status": "ATTEMPT_FAIL", "incident": "ABSENT" }, "TRA": { "status": "IN_TRANSIT" } }
        }
        """;

    [Fact]
    public void A_carriers_code_means_what_its_profile_says()
    {
        var profile = Read(Valid).Profile.ShouldNotBeNull();

        profile.Read("AUS").ShouldBe(new CarrierCode(TrackingStatus.AttemptFail, IncidentType.Absent));
        profile.Read(" tra ").ShouldBe(new CarrierCode(TrackingStatus.InTransit));
        profile.SilentFor.ShouldBe("3 BD");
        profile.TimeOf("night").ShouldBe("2 BD");
    }

    [Fact]
    public void A_code_that_the_profile_lacks_is_unknown() =>
        Read(Valid).Profile!.Read("ZZZ").ShouldBe(new CarrierCode(TrackingStatus.Unknown, IncidentType.Unknown));

    [Theory]
    [InlineData("\"by\": \"mail\"", "\"by\": \"pigeon\"", "carrier.route", "$.instructions.by")]
    [InlineData("\"ATTEMPT_FAIL\"", "\"NOPE\"", "carrier.status", "$.codes.AUS.status")]
    [InlineData("\"ABSENT\"", "\"NOPE\"", "carrier.incident", "$.codes.AUS.incident")]
    [InlineData("\"name\": \"Rapidex\"", "\"name\": \"\"", "carrier.missing", "$.name")]
    [InlineData("\"carriage\": 6.5", "\"carriage\": \"much\"", "carrier.malformed", "$.carriage")]
    [InlineData("\"carriage\": 6.5", "\"carrage\": 6.5", "carrier.malformed", "$.carrage")]
    [InlineData("\"2 BD\"", "\"2 days\"", "carrier.term", "$.services.standard")]
    [InlineData("\"carriage\": 6.5", "\"carriage\": 6.5, \"storedFor\": \"long\"", "carrier.term", "$.storedFor")]
    [InlineData("\"codes\": {", "\"codes\": ", "carrier.malformed", "$.codes")]
    public void What_is_wrong_with_a_profile_is_said_by_its_place(string right, string wrong, string code, string path)
    {
        var (profile, findings) = Read(Valid.Replace(right, wrong));

        profile.ShouldBeNull();
        var finding = findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe(code);
        finding.Path.ShouldStartWith(path);
    }

    [Fact]
    public void Every_enum_value_has_a_word_that_is_found_again()
    {
        foreach (var type in Enum.GetValues<IncidentType>())
            Codes.Find<IncidentType>(type.Code()).ShouldBe(type);

        IncidentType.DelayForceMajeure.Code().ShouldBe("DELAY_FORCE_MAJEURE");
        Codes.Find<IncidentType>("absent").ShouldBeNull();
    }

    static (CarrierProfile? Profile, IReadOnlyList<CarrierFinding> Findings) Read(string json) => CarrierProfileReader.Read(Encoding.UTF8.GetBytes(json));
}
