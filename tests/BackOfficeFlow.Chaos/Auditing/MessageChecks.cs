namespace BackOfficeFlow.Chaos;

/// <summary>Every message was delivered, or stands before a person.</summary>
static class MessageChecks
{
    public static IEnumerable<Finding> Of(Books books)
    {
        var instances = books.Instances.ToDictionary(instance => instance.Id);
        var awaited = books.Waits.Select(wait => wait.Hash).ToHashSet();
        foreach (var message in books.Messages)
        {
            var subject = $"message {message.Sequence} ({message.Kind} {message.Key})";
            if (message.State == "Waiting")
                yield return new("message-waiting", subject, $"it has not been delivered after {message.Attempts} attempts: {message.LastError ?? "no error"}");
            else if (message.State == "Early" && message.Hash is not null && awaited.Contains(message.Hash) && message.InstanceId is { } told && books.WaitsOf(told).Any(wait => wait.Hash == message.Hash))
                yield return new("message-kept", subject, "it is kept for a wait that has begun");
            else if (message.State == "Dead" && message.InstanceId is { } asker && (!instances.TryGetValue(asker, out var instance) || !instance.State.Incidents.Any(incident => incident.Code == "outbox-dead" && incident.Detail == $"outbox {message.Sequence}")))
                yield return new("message-dead", subject, $"it was given up, and no incident says so: {message.LastError}");
        }

        foreach (var operation in books.Operations.Where(operation => operation.Times > 1))
            yield return new("operation-twice", $"operation {operation.OperationId}", $"{operation.Actor} has done it {operation.Times} times");
    }
}
