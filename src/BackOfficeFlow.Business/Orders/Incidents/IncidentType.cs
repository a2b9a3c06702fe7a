using System.Text;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Why a parcel did not arrive, whatever words the carrier has for it.</summary>
public enum IncidentType
{
    Absent, AddressWrong, AddressIncomplete, Moved, Refused, NoPaymentCod, AtPickupPoint, PickupExpired, DelayCarrier, DelayForceMajeure,
    Customs, Damaged, Partial, LostSuspected, LostConfirmed, DeliveredDisputed, ReturnedToSender, Unknown
}

/// <summary>The words of decision tables, forms and carriers' mappings for our enums: ADDRESS_WRONG for AddressWrong.</summary>
public static class Codes
{
    public static string Code<T>(this T value) where T : struct, Enum
    {
        var name = value.ToString();
        var code = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && code.Length > 0)
                code.Append('_');
            code.Append(char.ToUpperInvariant(letter));
        }

        return code.ToString();
    }

    /// <summary>Null when there is no such word.</summary>
    public static T? Find<T>(string? code) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => value.Code() == code).Select(value => (T?)value).FirstOrDefault();
}
