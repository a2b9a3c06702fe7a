using System.Globalization;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work;
using BackOfficeFlow.Work.Forms;
using BackOfficeFlow.Work.Tables;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Workflows;

public sealed class ShippedConfigurationTests
{
    static readonly string Root = Path.Combine(Repository.Root, "workflows");

    public static TheoryData<string> Definitions => Files(file => Path.GetDirectoryName(Path.GetRelativePath(Root, file))!.IndexOf(Path.DirectorySeparatorChar) < 0 && !Path.GetFileName(file).StartsWith("texts.", StringComparison.Ordinal));
    public static TheoryData<string> Tables => In("tables");
    public static TheoryData<string> Forms => In("forms");
    public static TheoryData<string> Profiles => In("carriers");

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_definition_that_we_ship_compiles_without_a_finding(string file)
    {
        var read = DefinitionReader.Read(File.ReadAllBytes(Path.Combine(Root, file)));
        var compiler = new Compiler(new ActivityRegistry([.. ActivityRegistry.BuiltIn, .. ActivitiesOf(typeof(WorkRoom)), .. ActivitiesOf(typeof(BusinessRoom))]), new EngineOptions());

        var findings = read.Findings.Concat(compiler.Compile(read.Definition.ShouldNotBeNull()).Findings);

        findings.Select(finding => FindingTexts.Say(finding, CultureInfo.GetCultureInfo("en"))).ShouldBeEmpty();
    }

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

    static IEnumerable<Type> ActivitiesOf(Type room) => room.Assembly.GetTypes().Where(type => typeof(Activity).IsAssignableFrom(type) && !type.IsAbstract);

    static TheoryData<string> In(string folder) => Files(file => Path.GetFileName(Path.GetDirectoryName(file)) == folder);

    static TheoryData<string> Files(Func<string, bool> wanted) =>
        [.. Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories).Where(wanted).Select(file => Path.GetRelativePath(Root, file)).Order(StringComparer.Ordinal)];
}
