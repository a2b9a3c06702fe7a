using System.Globalization;
using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down how an attempt to reach the customer ended.</summary>
[Activity("BackOffice.RecordCustomerContact", Category = "Orders", DisplayName = "Record customer contact",
    Description = "Writes down how an attempt to reach the customer ended and what the customer would like; in vain, counts the attempt.", TouchesRecords = true)]
public sealed class RecordContactActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("The disposition of the contact, e.g. resolved or no-answer.")] public string? Disposition { get; set; }
    [Input("The form that was filled in, or the answer that came by link.")] public Dictionary<string, object?>? Form { get; set; }

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context)
    {
        var wish = Words.Find<CustomerWish>(Text("wants"));
        var address = Form?.GetValueOrDefault("newAddress") as IReadOnlyDictionary<string, object?>;
        return new RecordContact(IncidentId, wish is not null && Flag("reached") && Flag("rightPerson"), wish)
        {
            Address = address is null ? Text("newAddress") : string.Join(", ", new[] { "street", "city", "province" }.Select(part => address.GetValueOrDefault(part) as string).Where(part => !string.IsNullOrWhiteSpace(part))),
            Postcode = address?.GetValueOrDefault("postcode") as string ?? Text("newPostcode"),
            On = Date("slot"),
            RefusedWithCause = Disposition == "refuses" ? Flag("causeGiven") : null
        };
    }

    bool Flag(string field) => Form?.GetValueOrDefault(field) is true;

    string? Text(string field) => Form?.GetValueOrDefault(field) as string;

    DateOnly? Date(string field) => Form?.GetValueOrDefault(field) switch
    {
        DateOnly date => date,
        IReadOnlyDictionary<string, object?> slot => Read(slot.GetValueOrDefault("date")),
        var value => Read(value)
    };

    static DateOnly? Read(object? value) => value switch
    {
        DateOnly date => date,
        string text when DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var date) => date,
        _ => null
    };
}
