namespace BackOfficeFlow.Ui;

/// <summary>A fact with its name, as shown. An empty value is not shown.</summary>
public sealed record KeyValue(string Label, string? Value, string? Href = null);
