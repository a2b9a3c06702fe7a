using System.Text.Json;

namespace BackOfficeFlow.Chaos;

/// <summary>One order in the driver's own ledger: what was asked for, under which operation id, and what was answered.</summary>
sealed record OrderLine(string No, TimeSpan Pause)
{
    public Command Start { get; } = new("start", $"{No}-start");
    public Command Pay { get; } = new("pay", $"{No}-pay");
    public Command Check { get; } = new("check", $"{No}-check");
    public Command Sign { get; } = new("sign", $"{No}-sign");

    public IReadOnlyList<Command> Commands => [Start, Pay, Check, Sign];

    /// <summary>The case, as the answer to its start names it.</summary>
    public Guid? CaseId => Start.Answer is { } answer ? JsonDocument.Parse(answer).RootElement.GetProperty("id").GetGuid() : null;

    public bool IsComplete => Commands.All(command => command.IsAccepted);

    /// <summary>The run ended before it was complete: nobody went on asking.</summary>
    public bool IsCutShort { get; set; }
}

/// <summary>A command, its operation id, and what became of it.</summary>
sealed class Command(string kind, string operationId)
{
    public string Kind => kind;
    public string OperationId => operationId;
    public int Attempts { get; private set; }
    public bool IsAccepted { get; private set; }

    /// <summary>The answer when it was accepted.</summary>
    public string? Answer { get; private set; }

    /// <summary>Another answer to the same command, sent again after that.</summary>
    public string? OtherAnswer { get; private set; }
    public string? LastAnswer { get; private set; }

    public bool WasSent => Attempts > 0;

    public void Send() => Attempts++;

    public void Hear(CommandAnswer answer)
    {
        LastAnswer = $"{answer.Status} {answer.Text}";
        if (!answer.IsAccepted)
            return;
        if (IsAccepted && Answer != answer.Text)
            OtherAnswer = answer.Text;
        if (!IsAccepted)
            (IsAccepted, Answer) = (true, answer.Text);
    }

    public void HearNothing(string why) => LastAnswer = why;
}

/// <summary>What came back for a command.</summary>
sealed record CommandAnswer(int Status, string Text)
{
    public bool IsAccepted => Status is >= 200 and < 300;
}
