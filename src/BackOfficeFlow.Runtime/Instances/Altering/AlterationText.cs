using System.Text.Json;
using BackOfficeFlow.Engine.Running;
using FluentValidation;

namespace BackOfficeFlow.Runtime;

/// <summary>Alterations as people and programs write them: a JSON array of Elsa's.</summary>
static class AlterationText
{
    public static void AreAlterations<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(100_000).Must(IsList).WithMessage(_ => Texts.Say("AlterationsShape"));

    public static IReadOnlyList<Alteration> Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Alteration.Read(document.RootElement);
    }

    static bool IsList(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
