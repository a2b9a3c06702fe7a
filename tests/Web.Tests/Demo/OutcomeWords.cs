namespace BackOfficeFlow.Web.Tests;

/// <summary>What a person reads and types on the way, in one language.</summary>
sealed record OutcomeWords(string Language, string Parcel, string Customer)
{
    public required string Denied { get; init; }
    public required string Absent { get; init; }
    public required string Available { get; init; }
    public required string Task { get; init; }
    public required string Facts { get; init; }
    public required string Claim { get; init; }
    public required string GiveBack { get; init; }
    public required string Resolved { get; init; }
    public required IReadOnlyList<string> YesTo { get; init; }
    public required string Yes { get; init; }
    public required string Wants { get; init; }
    public required string Replace { get; init; }
    public required string Comment { get; init; }
    public required string DraftKept { get; init; }
    public required string WhatNext { get; init; }
    public required string GoesOn { get; init; }
    public required string Stock { get; init; }
    public required string Case { get; init; }
    public required string Story { get; init; }
    public required IReadOnlyList<string> Told { get; init; }
    public required string EndCase { get; init; }
    public required string KeepCase { get; init; }
    public required string Already { get; init; }

    public static OutcomeWords In(string language) => language == "es-ES" ? Spanish : English;

    static readonly OutcomeWords Spanish = new("es", "RX820001", "Nuria Campos Rey")
    {
        Denied = "RX820003",
        Absent = "RX820005",
        Available = "Disponibles",
        Task = "Llamar a Nuria Campos Rey por el envío RX820001",
        Facts = "Datos",
        Claim = "Tomar",
        GiveBack = "Devolver a la cola",
        Resolved = "Hablado: sabemos qué prefiere",
        YesTo = ["Hemos hablado con alguien", "Era la persona indicada"],
        Yes = "Sí",
        Wants = "Prefiere",
        Replace = "Que le enviemos otro",
        Comment = "Está de acuerdo con esperar dos días.",
        DraftKept = "Borrador guardado",
        WhatNext = "Qué pasa ahora",
        GoesOn = "sigue por sí solo",
        Stock = "¿Hay existencias para P-RX820001?",
        Case = "Caso",
        Story = "Qué ha pasado",
        Told = ["Caso abierto", "Perdido", "Nuria Campos Rey", "Ana Ruiz Soler", "Hablado: sabemos qué prefiere", "¿Hay existencias para P-RX820001?", "Mensaje escrito", "A la espera de", "RX820001@cliente.example", "95,10"],
        EndCase = "Anular el caso",
        KeepCase = "Dejarlo abierto",
        Already = "ya",
    };

    static readonly OutcomeWords English = new("en", "RX820002", "Harriet Boyle")
    {
        Denied = "RX820004",
        Absent = "RX820006",
        Available = "Available",
        Task = "Call Harriet Boyle about RX820002",
        Facts = "Facts",
        Claim = "Claim",
        GiveBack = "Give back",
        Resolved = "Spoke: we know what they want",
        YesTo = ["Somebody answered", "It was the right person"],
        Yes = "Yes",
        Wants = "Would like",
        Replace = "A replacement",
        Comment = "Is fine with waiting two days.",
        DraftKept = "Draft kept",
        WhatNext = "What happens next",
        GoesOn = "goes on by itself",
        Stock = "Is there stock for P-RX820002?",
        Case = "Case",
        Story = "What happened",
        Told = ["Case opened", "Lost", "Harriet Boyle", "Ana Ruiz Soler", "Spoke: we know what they want", "Is there stock for P-RX820002?", "Message written", "Waits for", "RX820002@cliente.example", "95.10"],
        EndCase = "End the case",
        KeepCase = "Keep it open",
        Already = "already",
    };
}
