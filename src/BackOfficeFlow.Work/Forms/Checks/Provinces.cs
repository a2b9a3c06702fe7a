using System.Globalization;
using System.Text;

namespace BackOfficeFlow.Work.Forms;

/// <summary>The provinces of Spain in the order of their postal prefix (01 to 52), each with the names it goes by.</summary>
public static class Provinces
{
    static readonly string[][] Names =
    [
        ["Álava", "Araba", "Araba/Álava"], ["Albacete"], ["Alicante", "Alacant", "Alicante/Alacant"], ["Almería"], ["Ávila"], ["Badajoz"],
        ["Illes Balears", "Islas Baleares", "Baleares", "Balears"], ["Barcelona"], ["Burgos"], ["Cáceres"], ["Cádiz"],
        ["Castellón", "Castelló", "Castellón/Castelló", "Castellón de la Plana"], ["Ciudad Real"], ["Córdoba"], ["A Coruña", "La Coruña", "Coruña"], ["Cuenca"],
        ["Girona", "Gerona"], ["Granada"], ["Guadalajara"], ["Gipuzkoa", "Guipúzcoa"], ["Huelva"], ["Huesca"], ["Jaén"], ["León"], ["Lleida", "Lérida"],
        ["La Rioja", "Rioja", "Logroño"], ["Lugo"], ["Madrid"], ["Málaga"], ["Murcia"], ["Navarra", "Nafarroa"], ["Ourense", "Orense"], ["Asturias", "Oviedo"],
        ["Palencia"], ["Las Palmas", "Palmas, Las"], ["Pontevedra"], ["Salamanca"], ["Santa Cruz de Tenerife", "Tenerife"], ["Cantabria", "Santander"],
        ["Segovia"], ["Sevilla"], ["Soria"], ["Tarragona"], ["Teruel"], ["Toledo"], ["Valencia", "València", "Valencia/València"], ["Valladolid"],
        ["Bizkaia", "Vizcaya"], ["Zamora"], ["Zaragoza"], ["Ceuta"], ["Melilla"],
    ];

    /// <summary>The province's usual name; null when the prefix is no province.</summary>
    public static string? OfPostcode(string postcode) =>
        int.TryParse(postcode.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix is >= 1 and <= 52 ? Names[prefix - 1][0] : null;

    /// <summary>Whether the name, in any of its spellings, is the province of the postcode.</summary>
    public static bool IsNamed(string postcode, string name) =>
        int.TryParse(postcode.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix is >= 1 and <= 52
        && Names[prefix - 1].Any(each => Plain(each) == Plain(name));

    static string Plain(string name) =>
        new([.. name.Trim().Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant)]);
}
