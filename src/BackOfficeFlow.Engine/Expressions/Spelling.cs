using System.Text;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>A name as it stands in a generated function: <c>order total</c> and <c>order-total</c> become <c>OrderTotal</c>.</summary>
static class Spelling
{
    public static string Of(string name)
    {
        var result = new StringBuilder(name.Length);
        var isFirst = true;
        foreach (var letter in name)
        {
            if (!char.IsLetterOrDigit(letter))
            {
                isFirst = true;
                continue;
            }
            result.Append(isFirst ? char.ToUpperInvariant(letter) : letter);
            isFirst = false;
        }
        return result.ToString();
    }
}
