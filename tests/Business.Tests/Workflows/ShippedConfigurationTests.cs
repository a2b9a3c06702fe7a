using System.Globalization;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Forms;
using BackOfficeFlow.Work.Tables;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Workflows;

public sealed class ShippedConfigurationTests
{
    static readonly string Root = Path.Combine(Repository.Root, "workflows");

    public static TheoryData<string> Tables => In("tables");
    public static TheoryData<string> Forms => In("forms");
    public static TheoryData<string> Profiles => In("carriers");

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_decision_table_that_we_ship_is_sound_and_passes_its_own_tests(string file) =>
        TableReader.Read(File.ReadAllBytes(Path.Combine(Root, file))).Findings.Where(finding => finding.Code != "FallsToDefault").Select(finding => $"{finding.Place}: {finding.Say(CultureInfo.GetCultureInfo("en"))}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_that_we_ship_is_sound(string file) =>
        FormReader.Read(File.ReadAllBytes(Path.Combine(Root, file))).Findings.Select(finding => $"{finding.Place}: {finding.Say(CultureInfo.GetCultureInfo("en"))}").ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Every_carriers_profile_that_we_ship_is_sound_and_named_as_its_file(string file)
    {
        var (profile, findings) = CarrierProfileReader.Read(File.ReadAllBytes(Path.Combine(Root, file)));

        findings.ShouldBeEmpty();
        profile.ShouldNotBeNull().Carrier.ShouldBe(Path.GetFileNameWithoutExtension(file));
    }

    static TheoryData<string> In(string folder) => Files(file => Path.GetFileName(Path.GetDirectoryName(file)) == folder);

    static TheoryData<string> Files(Func<string, bool> wanted) =>
        [.. Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories).Where(wanted).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];
}
