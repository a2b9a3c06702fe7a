using BackOfficeFlow.Conformance;

// Plays recorded runs of Elsa and tells where ours come out differently. Exit code 0: all pass or deviate as a rule says; 1: some do not;
// 2: what was asked cannot be done.
try
{
    var arguments = Arguments.Read(args);
    var folders = CaseFolder.Find(arguments.Folder);
    await using var houses = new Houses(arguments.Database);
    if (arguments.Database == "postgres")
        await Houses.RequirePostgres();
    var runs = new Runs(arguments.Database == "none" ? BareServer.Open : houses.Open, arguments.Modes);
    var results = new List<CaseResult>();
    foreach (var folder in folders)
        foreach (var result in await runs.Run(folder))
        {
            results.Add(result);
            Console.WriteLine(arguments.AsJson ? Report.AsJson(result) : Report.Line(result));
        }

    if (!arguments.AsJson)
        Console.WriteLine(Report.Sums(results));
    return results.Exists(result => result.Failed) || results.Count == 0 ? 1 : 0;
}
catch (CaseException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
