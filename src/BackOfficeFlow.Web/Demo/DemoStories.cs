using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;

namespace BackOfficeFlow.Web;

/// <summary>
/// Two weeks of the demo company: cases that have just come, that somebody works on, that wait, that are late, and that have ended.
/// All invented; tax numbers have valid check digits.
/// </summary>
sealed class DemoStories(DemoDays days)
{
    const string Ana = "ana@luminara.example";
    const string Bruno = "bruno@luminara.example";
    const string Walter = "walter@luminara.example";
    const string Belen = "belen@luminara.example";
    const string Carla = "carla@luminara.example";
    const string Sofia = "sofia@luminara.example";

    const string Call = "ContactCustomer";
    const string AskCarrier = "VerifyWithCarrier";
    const string Stock = "handover.stock.title";
    const string Replacement = "handover.replace.title";
    const string Refund = "handover.refund.title";
    const string Credit = "handover.credit.title";

    public IReadOnlyList<DemoStory> All =>
    [
        .. new[] { New(), Calm(), Waiting(), Approving(), HandedOver(), Late(), Ended() }.SelectMany(some => some).Select(Date),
    ];

    /// <summary>Nobody has looked at them yet, or somebody has just begun.</summary>
    IEnumerable<DemoStory> New() =>
    [
        new DemoStory("P-2001", "RX700001", "Lámpara de pie Aneto", 89.50m, new("C-1001", "Lucía Ferrer Vidal", "71234567W", "lucia@cliente.example"))
        {
            WeightKg = 1.2m, Steps = [Tells(days.Ago(20), "REP"), Tells(days.Ago(2), "AUS")]
        },
        new DemoStory("P-2002", "RX700002", "Aplique Teide, blanco", 64.00m, new("C-1002", "Íñigo Salas Ortega", "52345678R", "inigo@cliente.example"))
        {
            WeightKg = 0.8m, Steps = [Tells(days.Ago(30), "TRA"), Tells(days.Ago(3), "EXT")]
        },

        // Dear, and of a vulnerable customer: the lead verifies with the carrier.
        new DemoStory("P-2003", "RX700003", "Araña de cristal Ordesa", 1090.00m, new("C-1003", "Amparo Royo Cid", "33456789T", "amparo@cliente.example") { IsVulnerable = true })
        {
            WeightKg = 9.5m, Steps = [Tells(days.Ago(28), "TRA"), Tells(days.Ago(4), "DAN")]
        },
        new DemoStory("P-2004", "RX700004", "12 focos de carril Moncayo", 540.00m, new("C-1004", "Interiores Cierzo, S. L.", "B85012342", "compras@cierzo.example") { Form = LegalForm.Business })
        {
            WeightKg = 14m, Steps = [Tells(days.Ago(22), "REP"), Tells(days.Ago(5), "REH")]
        },
        new DemoStory("P-2005", "RX700005", "Table lamp Breña", 120.00m, new("C-1005", "Grace Holloway", "24567890A", "grace@cliente.example") { Language = "en" })
        {
            WeightKg = 1.1m, Steps = [Tells(days.Ago(26), "REP"), Tells(days.Ago(24), "ENT"), new CustomerDenies(days.Ago(0.5), Ana)]
        },
        new DemoStory("P-2008", "RX700008", "Flexo Urbión", 39.90m, Person(1008, "Noelia Garrido Sáez"))
        {
            Steps = [Tells(days.On(1, 16, 40), "EXT"), new PersonTakes(days.Ago(0.4), Call, Bruno)]
        },
        new DemoStory("P-2009", "RX700009", "Lámpara de techo Peñalara", 132.00m, Person(1009, "Julio Arranz Mena"))
        {
            Steps = [Tells(days.On(2, 13, 5), "ENT"), new CustomerDenies(days.On(1, 17, 20), Ana), new PersonTakes(days.On(1, 17, 25), AskCarrier, Ana)]
        },
    ];

    /// <summary>Nothing amiss: under way, and delivered.</summary>
    IEnumerable<DemoStory> Calm() =>
    [
        new DemoStory("P-2006", "RX700006", "Lámpara de mesa Irati", 99.00m, new("C-1006", "Teo Bastida Luna", "45678901G", "teo@cliente.example")) { Steps = [Tells(days.Ago(6), "TRA")] },
        new DemoStory("P-2007", "RX700007", "Plafón Gredos", 149.00m, new("C-1007", "Hostal Puerto Claro, S. L.", "B86223450", "hostal@cliente.example") { Form = LegalForm.Business })
        {
            Steps = [Tells(days.Ago(30), "REP"), Tells(days.Ago(27), "ENT")]
        },
        new DemoStory("P-2010", "RX700010", "Tira led Somport, 5 m", 27.50m, Person(1010, "Carmen Olmedo Pardo")) { Steps = [Tells(days.On(2, 9, 10), "REP"), Tells(days.On(2, 12, 45), "ENT")] },
        new DemoStory("P-2011", "RX700011", "Aplique exterior Cabrera", 58.00m, Person(1011, "Andrés Villar Costa")) { Steps = [Tells(days.On(2, 8, 50), "TRA"), Tells(days.On(1, 11, 30), "ENT")] },
    ];

    /// <summary>The customer or the carrier has to answer.</summary>
    IEnumerable<DemoStory> Waiting() =>
    [
        new DemoStory("P-2012", "RX700012", "Lámpara de arco Formigal", 175.00m, Person(1012, "Marina Esteve Roig")) { Steps = [Tells(days.Ago(3.5), "DIE")] },
        new DemoStory("P-2013", "RX700013", "Foco de estudio Oroel", 46.00m, Person(1013, "Rubén Calvo Nieva"))
        {
            Steps = [Tells(days.On(1, 10, 15), "AUS"), new CustomerAnswers(days.On(1, 12, 50), CustomerWish.Redeliver), Tells(days.On(1, 16, 10), "ACK")]
        },
        new DemoStory("P-2014", "RX700014", "Lámpara infantil Luna", 34.90m, Person(1014, "Elena Prieto Sanz"))
        {
            Steps = [Tells(days.On(1, 11, 40), "AUS"), new CustomerAnswers(days.On(1, 17, 35), CustomerWish.Redeliver)]
        },
        new DemoStory("P-2015", "RX700015", "Colgante de ratán Aínsa", 92.00m, Person(1015, "Tomás Becerra Gil")) { Steps = [Tells(days.On(1, 9, 30), "FMA") with { NewEta = days.Ahead(2) }] },
        new DemoStory("P-2016", "RX700016", "Bombillas led E27, caja de 24", 71.50m, new("C-1016", "Cafés Alborada, S. L.", "B83111229", "pedidos@alborada.example") { Form = LegalForm.Business })
        {
            Steps = [Tells(days.On(1, 10, 5), "DAN"), new PersonFinishes(days.On(1, 12, 30), AskCarrier, Ana, "no-answer") { Form = DemoForms.AskedCarrier("unknown", days.On(1, 12, 20)) }]
        },
    ];

    /// <summary>Somebody has to agree to what it costs.</summary>
    IEnumerable<DemoStory> Approving() =>
    [
        new DemoStory("P-2017", "RX700017", "Lámpara de suelo Benasque", 310.00m, Person(1017, "Pilar Montero Vega"))
        {
            Steps =
            [
                Tells(days.On(2, 10, 20), "EXT"), Finishes(days.On(2, 12, 10), Call, Bruno, "resolved", DemoForms.Reached("replace")),
                Finishes(days.On(1, 17, 30), Stock, Walter, "out-of-stock")
            ]
        },
        new DemoStory("P-2018", "RX700018", "Lámpara de diseño Montseny", 640.00m, Person(1018, "Óscar Lozano Ferrán"))
        {
            Steps = [Tells(days.On(2, 9, 45), "EXT"), Finishes(days.On(1, 10, 30), Call, Bruno, "resolved", DemoForms.Reached("refund"))]
        },
        new DemoStory("P-2019", "RX700019", "Instalación de carril, 40 m", 1580.00m, new("C-1019", "Galería Montcada, S. A.", "A82009911", "obras@montcada.example") { Form = LegalForm.Business })
        {
            WeightKg = 38m,
            Steps = [Tells(days.On(2, 12, 15), "EXT"), Finishes(days.On(1, 16, 50), Call, Ana, "resolved", DemoForms.Reached("refund"))]
        },
    ];

    /// <summary>Warehouse and billing have them.</summary>
    IEnumerable<DemoStory> HandedOver() =>
    [
        new DemoStory("P-2020", "RX700020", "Aplique de cristal Sallent", 78.00m, Person(1020, "Inés Cobo Rivas"))
        {
            Steps = [Tells(days.On(1, 11, 5), "EXT"), Finishes(days.On(1, 17, 40), Call, Bruno, "resolved", DemoForms.Reached("replace"))]
        },
        new DemoStory("P-2021", "RX700021", "Lámpara de mesa Turbón", 66.00m, Person(1021, "Hugo Serrano Pla"))
        {
            Steps =
            [
                Tells(days.On(2, 15, 30), "EXT"), Finishes(days.On(1, 9, 50), Call, Bruno, "resolved", DemoForms.Reached("replace")),
                Finishes(days.On(1, 12, 15), Stock, Walter, "in-stock")
            ]
        },
        new DemoStory("P-2022", "RX700022", "Ventilador con luz Teruel", 118.00m, Person(1022, "Sara Bermejo Cano"))
        {
            Steps = [Tells(days.On(2, 11, 25), "EXT"), Finishes(days.On(1, 13, 10), Call, Bruno, "resolved", DemoForms.Reached("refund"))]
        },
        new DemoStory("P-2023", "RX700023", "Jarrón luminoso Albarracín", 84.00m, Person(1023, "Gloria Pineda Soto"))
        {
            Steps =
            [
                Tells(days.On(3, 12, 40), "DAN"), Finishes(days.On(3, 16, 5), AskCarrier, Ana, "damaged", DemoForms.AskedCarrier("at-depot", days.On(3, 16), located: true)),
                Tells(days.On(3, 17), "ACK"), Finishes(days.On(2, 10, 30), Call, Bruno, "resolved", DemoForms.Reached("keep-damaged-discount"))
            ]
        },
        new DemoStory("P-2024", "RX700024", "Lámpara colgante Loarre", 145.00m, Person(1024, "Víctor Peña Doménech"))
        {
            Steps = [Tells(days.On(1, 9, 20), "AUS"), Tells(days.Ago(1.5), "ENT")]
        },
    ];

    /// <summary>Something was not done in time.</summary>
    IEnumerable<DemoStory> Late() =>
    [
        new DemoStory("P-2025", "RX700025", "Lámpara de escritorio Canfranc", 52.00m, Person(1025, "Beatriz Lara Quintana")) { Steps = [Tells(days.On(5, 10, 10), "EXT")] },
        new DemoStory("P-2026", "RX700026", "Farol de jardín Ordesa", 74.00m, Person(1026, "Ramón Cuesta Abril")) { Steps = [Tells(days.On(2, 12, 30), "INS")] },
        new DemoStory("P-2027", "RX700027", "Pantalla de lino Broto", 41.00m, Person(1027, "Aitana Gascón Mir"))
        {
            Steps = [Tells(days.On(3, 11, 15), "AUS"), Finishes(days.On(1, 12, 40), Call, Bruno, "no-answer", DemoForms.NotReached)]
        },
        new DemoStory("P-2028", "RX700028", "Regleta de cocina Bielsa", 49.00m, Person(1028, "Nicolás Heredia Font")) { Steps = [Tells(days.On(6, 18), "REC")] },
        new DemoStory("P-2029", "RX700029", "Lámpara de pared Escorial", 97.00m, Person(1029, "Dolores Ibáñez Rey")) { Steps = [Tells(days.On(1, 15, 5), "ADU")] },
    ];

    /// <summary>Delivered, replaced, paid back.</summary>
    IEnumerable<DemoStory> Ended() =>
    [
        new DemoStory("P-2030", "RX700030", "Lámpara de pinza Jaca", 29.90m, Person(1030, "Fernando Ríos Vela"))
        {
            Steps =
            [
                Tells(days.On(6, 10, 20), "AUS"), new CustomerAnswers(days.On(6, 12, 5), CustomerWish.Redeliver),
                Tells(days.On(6, 15, 30), "ACK"), Tells(days.On(5, 11, 45), "ENT")
            ]
        },
        new DemoStory("P-2031", "RX700031", "Aplique led Candanchú", 61.00m, Person(1031, "Laura Gimeno Torres"))
        {
            Steps =
            [
                Tells(days.On(7, 9, 40), "EXT"), Finishes(days.On(7, 11, 30), Call, Bruno, "resolved", DemoForms.Reached("replace")),
                Finishes(days.On(7, 16, 10), Stock, Walter, "in-stock"), Finishes(days.On(6, 12, 20), Replacement, Walter, "shipped", DemoForms.Shipped("RX700931")),
                Tells(days.On(4, 13, 15), "ENT") with { Parcel = "RX700931" }
            ]
        },
        new DemoStory("P-2032", "RX700032", "Lámpara de lectura Alquézar", 212.00m, Person(1032, "Sergio Maldonado Cruz"))
        {
            Steps =
            [
                Tells(days.On(7, 10, 50), "EXT"), Finishes(days.On(7, 13, 20), Call, Bruno, "resolved", DemoForms.Reached("refund")),
                Finishes(days.On(6, 9, 45), "ApproveCost", Carla, "approved"),
                Finishes(days.On(4, 10, 15), Refund, Belen, "paid", DemoForms.Paid(261.47m, "AB-2032", days.On(4, 10, 15)))
            ]
        },
        new DemoStory("P-2033", "RX700033", "Foco empotrable Riglos, 6 unidades", 83.00m, Person(1033, "Patricia Sáenz Oliva"))
        {
            Steps =
            [
                Tells(days.On(5, 9, 55), "AUS"), Tells(days.On(5, 16, 20), "ENT"),
                Finishes(days.On(4, 9, 35), "VerifyDelivery", Bruno, "confirmed")
            ]
        },
        new DemoStory("P-2034", "RX700034", "Lámpara de bambú Ansó", 68.50m, Person(1034, "Alba Roca Fuster"))
        {
            Steps =
            [
                Tells(days.On(6, 12, 10), "DIE"),
                new CustomerAnswers(days.On(6, 16, 40), CustomerWish.NewAddress) { Address = "Calle del Coso 48, Zaragoza", Postcode = "50004" },
                Tells(days.On(5, 9, 15), "ACK"), Tells(days.On(4, 12, 25), "ENT"),
                Finishes(days.On(4, 16, 5), "CodeCause", Ana, "coded", DemoForms.Coded("wrong-address", "customer"))
            ]
        },
        new DemoStory("P-2035", "RX700035", "Guirnalda solar Benasque", 36.00m, Person(1035, "Mateo Ochoa Rueda"))
        {
            Steps =
            [
                Tells(days.On(7, 12, 35), "DAN"), Finishes(days.On(7, 16, 15), AskCarrier, Ana, "damaged", DemoForms.AskedCarrier("at-depot", days.On(7, 16, 10), located: true)),
                Tells(days.On(6, 9, 30), "ACK"), Finishes(days.On(6, 10, 40), Call, Bruno, "resolved", DemoForms.Reached("keep-damaged-discount")),
                Finishes(days.On(5, 12, 55), Credit, Belen, "credited", DemoForms.Paid(13.07m, "AB-2035", days.On(5, 12, 55)))
            ]
        },
    ];

    static DemoCustomer Person(int number, string name) => new($"C-{number}", name, TaxNumber(number), $"cliente{number}@cliente.example");

    /// <summary>A tax number of a person with its check letter.</summary>
    static string TaxNumber(int number)
    {
        var digits = 20_000_000 + number * 7919;
        return $"{digits}{"TRWAGMYFPDXBNJZSQVHLCKE"[digits % 23]}";
    }

    static CarrierTells Tells(DateTimeOffset at, string code) => new(at, code);

    static PersonFinishes Finishes(DateTimeOffset at, string task, string person, string outcome, IReadOnlyDictionary<string, object?>? form = null) =>
        new(at, task, person, outcome) { Form = form ?? new Dictionary<string, object?>() };

    /// <summary>The parcel left on the working day before the first news of it, and was ordered on the one before that.</summary>
    DemoStory Date(DemoStory story)
    {
        var first = story.Steps[0].At;
        return story with { OrderedAt = days.Before(first, 2, 11, 20), ShippedAt = days.Before(first, 1, 17, 10) };
    }
}
