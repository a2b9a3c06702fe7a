using System.Globalization;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Calendars;
using BackOfficeFlow.Work.Configured;
using BackOfficeFlow.Work.Forms;
using BackOfficeFlow.Work.Tables;

namespace BackOfficeFlow.Work.Tests.Configured;

/// <summary>The forms, tables and calendars that come with the product pass their own checks.</summary>
public sealed class ShippedDocumentTests
{
    [Theory]
    [InlineData("forms")]
    [InlineData("tables")]
    [InlineData("calendars")]
    public void Every_shipped_document_is_publishable(string folder)
    {
        var files = Directory.GetDirectories(Repository.PathTo("workflows")).Select(area => Path.Combine(area, folder)).Where(Directory.Exists).SelectMany(Directory.GetFiles).ToList();

        files.ShouldNotBeEmpty();
        files.SelectMany(file => Check(folder, File.ReadAllBytes(file))
            .Where(finding => finding.Weight is not FindingWeight.Remark)
            .Select(finding => $"{Path.GetFileName(file)}: {finding.Say(CultureInfo.InvariantCulture)}")).ShouldBeEmpty();
    }

    static IReadOnlyList<DocumentFinding> Check(string folder, byte[] content) => folder switch
    {
        "forms" => FormReader.Read(content).Findings,
        "tables" => TableReader.Read(content).Findings,
        _ => CalendarReader.Read(content).Findings,
    };
}
