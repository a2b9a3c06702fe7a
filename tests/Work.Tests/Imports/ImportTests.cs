using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Imports;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Tests.Imports;

public sealed class ImportTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_looked_at_first_and_taken_in_only_when_it_is_started()
    {
        await using var import = await Desk.Open();
        var id = await import.Upload("Referencia;Importe\nA-1;1,50\nA-2;\n");

        var before = await import.Show(id);
        await import.Start(id);
        var after = await import.Show(id);

        before.Job.State.ShouldBe(ImportState.Waiting);
        before.Preview!.Headings.ShouldBe(["Referencia", "Importe"]);
        before.Preview.Suggested.ColumnOfField.ShouldBe(new Dictionary<string, int> { ["reference"] = 0, ["amount"] = 1 });
        (await import.References()).ShouldBe(["A-1", "A-2"]);
        Counts(after).ShouldBe((2, 0, 0));
        after.Job.State.ShouldBe(ImportState.Finished);
        after.Job.Percent.ShouldBe(100);
    }

    [Fact]
    public async Task Importing_the_same_file_again_is_harmless()
    {
        await using var import = await Desk.Open();
        var text = "reference\nA-1\nA-2\n";
        await import.Take(text);

        var again = await import.Take(text);

        Counts(again).ShouldBe((0, 2, 0));
        (await import.References()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_wrong_with_a_row_is_told_for_that_row_and_the_others_are_taken()
    {
        await using var import = await Desk.Open();

        var view = await import.Take("reference;amount\nA-1;1,50\n;2,00\nA-3;12.50\nA-4;1;too;many\n\"A-5;3\nA-6;\"4\"x\nA-7;5\n");

        Counts(view).ShouldBe((2, 0, 5));
        view.FirstErrors.Select(error => error.RowNumber).ShouldBe([3, 4, 5, 6, 7]);
        view.FirstErrors[0].Reason.ShouldStartWith("Reference");
        view.FirstErrors[1].Reason.ShouldContain("12.50");
        (await import.References()).ShouldBe(["A-1", "A-7"]);
    }

    [Fact]
    public async Task The_reasons_are_told_in_the_language_of_whoever_reads_them()
    {
        await using var import = await Desk.Open();
        var id = (await import.Take("reference;amount\n;2,00\n")).Job.Id;

        var page = await In("es", () => import.House.Send(new ReadImportErrors(id, 0)));

        page!.Headings.ShouldBe(["reference", "amount"]);
        page.Errors.Single().Reason.ShouldBe("Referencia está vacío. Rellénelo.");
        page.Errors.Single().Cells.ShouldBe(["", "2,00"]);
    }

    [Fact]
    public async Task A_row_that_breaks_its_batch_costs_only_itself()
    {
        await using var import = await Desk.Open();

        var view = await import.Take("reference\nA-1\nboom\nA-3\n");

        Counts(view).ShouldBe((2, 0, 1));
        view.FirstErrors.Single().RowNumber.ShouldBe(3);
        (await import.References()).ShouldBe(["A-1", "A-3"]);
    }

    [Fact]
    public async Task The_neighbours_of_a_row_that_breaks_its_batch_are_not_taken_one_by_one()
    {
        await using var import = await Desk.Open();

        var view = await import.Take(Rows(1, 250) + "boom;1,00\n" + Rows(251, 249)["reference;amount\n".Length..]);

        Counts(view).ShouldBe((499, 0, 1));
        view.FirstErrors.Single().RowNumber.ShouldBe(252);
        (await import.References()).Count.ShouldBe(499);
        import.Trial.Tries.ShouldBeLessThan(25);
    }

    [Fact]
    public async Task A_row_that_the_database_refuses_costs_only_itself()
    {
        await using var import = await Desk.Open();

        var view = await import.Take("reference\nA-1\ntwin\nA-2\ntwin\nA-3\n");

        Counts(view).ShouldBe((4, 0, 1));
        view.FirstErrors.Single().RowNumber.ShouldBe(5);
        (await import.References()).ShouldBe(["A-1", "A-2", "A-3", "twin"]);
    }

    [Fact]
    public async Task A_killed_import_goes_on_behind_its_last_committed_row()
    {
        await using var import = await Desk.Open();
        import.Trial.StopAtRow = 700;
        var id = await import.Upload(Rows(1, 1200));
        await import.Start(id);
        var killed = await import.Show(id);

        await import.House.Advance(TimeSpan.FromHours(1));
        var after = await import.Show(id);

        killed.Job.LastRow.ShouldBe(501);
        killed.Job.State.ShouldBe(ImportState.Running);
        Counts(after).ShouldBe((1200, 0, 0));
        after.Job.LastRow.ShouldBe(1201);
        after.Job.State.ShouldBe(ImportState.Finished);
        (await import.References()).Count.ShouldBe(1200);
    }

    [Fact]
    public async Task A_cancelled_import_stops_behind_the_rows_it_has_taken()
    {
        await using var import = await Desk.Open();
        import.Trial.StopAtRow = 700;
        var id = await import.Upload(Rows(1, 1200));
        await import.Start(id);

        await import.House.Send(new CancelImport(id));
        await import.House.Advance(TimeSpan.FromHours(1));
        var view = await import.Show(id);

        view.Job.State.ShouldBe(ImportState.Cancelled);
        Counts(view).ShouldBe((500, 0, 0));
        (await import.References()).Count.ShouldBe(500);
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_taken_in_batches_with_bounded_memory()
    {
        await using var import = await Desk.Open();
        var id = await import.Upload(Rows(1, 100_000));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await import.Start(id);
        var view = await import.Show(id);

        Counts(view).ShouldBe((100_000, 0, 0));
        import.Trial.LargestBatch.ShouldBe(500);
        (import.Trial.MostMemory - before).ShouldBeLessThan(200L * 1024 * 1024);
    }

    [Fact]
    public async Task What_the_columns_meant_is_remembered_for_the_next_file()
    {
        await using var import = await Desk.Open();
        var first = await import.Upload("Code;Ref\nx;A-1\n");
        await import.Start(first, new ColumnMapping(new Dictionary<string, int> { ["reference"] = 1 }));

        var next = await import.Show(await import.Upload("Ref;Code\nA-2;y\n"));

        next.Preview!.Suggested.ColumnOfField.ShouldBe(new Dictionary<string, int> { ["reference"] = 0 });
    }

    [Fact]
    public async Task A_required_field_without_a_column_keeps_the_import_from_starting()
    {
        await using var import = await Desk.Open();
        var id = await import.Upload("Code\nx\n");

        var refused = await Should.ThrowAsync<ValidationException>(() => import.Start(id, ColumnMapping.Nothing));

        refused.Errors.Single().PropertyName.ShouldBe("reference");
        (await import.Show(id)).Job.State.ShouldBe(ImportState.Waiting);
    }

    [Fact]
    public async Task An_import_is_started_once()
    {
        await using var import = await Desk.Open();
        var id = (await import.Take("reference\nA-1\n")).Job.Id;

        (await Should.ThrowAsync<RuleBrokenException>(() => import.Start(id))).Code.ShouldBe("import-started");
    }

    [Fact]
    public async Task A_file_in_windows_1252_reads_well_without_being_told()
    {
        await using var import = await Desk.Open();
        byte[] bytes = [.. "reference\nA-"u8, 0xF1, (byte)'\n'];

        var view = await import.Take(bytes);

        Counts(view).ShouldBe((1, 0, 0));
        (await import.References()).ShouldBe(["A-ñ"]);
    }

    [Fact]
    public async Task Without_headings_every_row_counts()
    {
        await using var import = await Desk.Open();
        var id = await import.Upload("1001;1,50\n1002;2,50\n");
        var view = await import.Show(id);

        await import.Start(id, new ColumnMapping(new Dictionary<string, int> { ["reference"] = 0 }));

        view.Preview!.Format.HasHeader.ShouldBeFalse();
        (await import.References()).ShouldBe(["1001", "1002"]);
    }

    [Fact]
    public async Task Another_company_sees_nothing_of_it()
    {
        await using var import = await Desk.Open();
        var id = (await import.Take("reference;amount\nA-1;1\n;2\n")).Job.Id;
        var other = Caller.System("other");

        (await import.House.Send(new ShowImport(id), other)).ShouldBeNull();
        (await import.House.Send(new ReadImportErrors(id, 0), other)).ShouldBeNull();
        (await import.House.Send(new ListImports(), other)).Imports.ShouldBeEmpty();
    }

    static string Rows(int from, int count)
    {
        var text = new StringBuilder("reference;amount\n");
        for (var n = from; n < from + count; n++)
            text.Append(CultureInfo.InvariantCulture, $"R-{n};{n % 100},50\n");
        return text.ToString();
    }

    static (int Created, int Unchanged, int Refused) Counts(ImportView view) => (view.Job.Created, view.Job.Unchanged, view.Job.Refused);

    static async Task<T> In<T>(string language, Func<Task<T>> work)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return await work();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    /// <summary>The house with a kind of row for tests, and what a person does at the import page.</summary>
    sealed class Desk(TestHouse house, RowTrial trial) : IAsyncDisposable
    {
        public TestHouse House => house;
        public RowTrial Trial => trial;

        public static async Task<Desk> Open()
        {
            var trial = new RowTrial();
            var house = await TestHouse.OnSqlite(services => services.AddSingleton(trial).AddScoped<IImportRow, ReferenceRow>().AddScoped<ICallerSource, ClerkAsks>());
            return new(house, trial);
        }

        public Task<Guid> Upload(string text) => Upload(Encoding.UTF8.GetBytes(text));

        public async Task<Guid> Upload(byte[] bytes)
        {
            var probe = new CsvProbe();
            var file = await house.In<Uploads, FileLine>(uploads => uploads.Take("rows.csv", new MemoryStream(bytes), 100_000_000, probe.See, Cancel));
            return await house.Send(new BeginImport("references", file, probe.Encoding));
        }

        public async Task Start(Guid id, ColumnMapping? mapping = null)
        {
            var preview = (await Show(id)).Preview;
            await house.Send(new StartImport(id, preview?.Format ?? new CsvFormat(';', CsvEncoding.Utf8, true, NumberStyle.Comma), mapping ?? preview?.Suggested ?? ColumnMapping.Nothing));
            await house.Advance(TimeSpan.Zero);
        }

        public Task<ImportView> Take(string text) => Take(Encoding.UTF8.GetBytes(text));

        public async Task<ImportView> Take(byte[] bytes)
        {
            var id = await Upload(bytes);
            await Start(id);
            return await Show(id);
        }

        public async Task<ImportView> Show(Guid id) => (await house.Send(new ShowImport(id)))!;

        public Task<List<string>> References() => house.Read(db =>
            db.Set<RememberedMapping>().Select(row => row.Kind).Where(kind => kind != "references").OrderBy(kind => kind).ToListAsync(Cancel));

        public ValueTask DisposeAsync() => house.DisposeAsync();
    }
}
