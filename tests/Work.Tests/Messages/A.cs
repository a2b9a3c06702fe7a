using BackOfficeFlow.Work.Messages;

namespace BackOfficeFlow.Work.Tests.Messages;

/// <summary>Valid things to begin from.</summary>
static class A
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Message Message(string subject = "Su pedido P-1", string body = "Hola\n\nVea https://flow.example/a?b=1&c=<x>.", string? name = "Íñigo Núñez", string? caseKey = "7K3MQ-9TX4", string to = "ana@flow.test")
    {
        var template = new MessageTemplate
        {
            Purpose = MessagePurpose.Service,
            Languages = new Dictionary<string, TemplateWords> { ["es"] = new(subject, body) }
        };
        var id = Guid.CreateVersion7(Now);
        var recipient = new Recipient(to, name) { CaseKey = caseKey };
        return Work.Messages.Message.Outgoing(id, new Rendered("orders/notice", 1, template, "es", subject, body), recipient, "case/step", "flow.example", Now);
    }
}
