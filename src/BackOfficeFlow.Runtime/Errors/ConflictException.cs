namespace BackOfficeFlow.Runtime;

/// <summary>Others kept changing the same thing; nothing was done. Answered as 409 by an endpoint.</summary>
public sealed class ConflictException(Exception cause) : Exception(Texts.Say("Conflict"), cause);
