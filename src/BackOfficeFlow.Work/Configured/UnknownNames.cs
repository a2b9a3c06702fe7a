using System.Globalization;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Configured;

/// <summary>Finds forms, decision tables and templates that a step names and that are not published: the case would stop there.</summary>
sealed class UnknownNames(NamedItems items) : IDefinitionCheck
{
    static readonly Dictionary<string, (string Kind, string Text)> Sources = new(StringComparer.Ordinal)
    {
        ["forms"] = (ConfigurationKinds.Form, "NoSuchForm"),
        ["tables"] = (ConfigurationKinds.Table, "NoSuchTable"),
        ["templates"] = (ConfigurationKinds.Template, "NoSuchTemplate"),
    };

    public async Task<IReadOnlyList<ConfigurationFinding>> Check(CheckedDefinition definition, CancellationToken cancel)
    {
        var findings = new List<ConfigurationFinding>();
        foreach (var step in definition.Steps)
            foreach (var input in step.Descriptor.Inputs)
                if (Sources.TryGetValue(input.Attribute.Options, out var source) && await Look(step, input.Name, source, definition.Area, cancel) is { } finding)
                    findings.Add(finding);
        return findings;
    }

    async Task<ConfigurationFinding?> Look(Node step, string input, (string Kind, string Text) source, string area, CancellationToken cancel)
    {
        if (!step.TryGetConstant(input, out var value) || value is not string { Length: > 0 } name || await items.Latest(source.Kind, name.Trim(), area, cancel) is not null)
            return null;
        return CheckedDefinition.Error(step, input, Sentences.Say(Texts.All, source.Text, CultureInfo.CurrentUICulture, [name, await items.Names(source.Kind, area, cancel)]));
    }
}
