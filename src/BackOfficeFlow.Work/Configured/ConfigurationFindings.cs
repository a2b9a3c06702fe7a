using System.Globalization;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Configured;

/// <summary>Findings in the words of whoever publishes. Remarks are for the designer's page, not for a publication.</summary>
public static class ConfigurationFindings
{
    public static IReadOnlyList<ConfigurationFinding> AsConfiguration(this IReadOnlyList<DocumentFinding> findings) =>
    [
        .. findings
            .Where(finding => finding.Weight is not FindingWeight.Remark)
            .Select(finding => new ConfigurationFinding(finding.Place, (finding with { Place = "" }).Say(CultureInfo.CurrentUICulture), finding.Weight is FindingWeight.Refused)),
    ];
}
