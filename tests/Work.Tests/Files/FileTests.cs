using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Tests.Files;

public sealed class FileTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_bytes_are_kept_once_however_many_files_hold_them()
    {
        await using var house = await Open();

        var first = await house.Send(new StoreFile("a.txt", "hola"u8.ToArray()));
        var second = await house.Send(new StoreFile("b.txt", "hola"u8.ToArray()));

        second.ContentId.ShouldBe(first.ContentId);
        second.Id.ShouldNotBe(first.Id);
        (await house.Read(db => db.Set<StoredContent>().CountAsync(Cancel))).ShouldBe(1);
    }

    [Fact]
    public async Task A_large_file_comes_back_byte_by_byte_as_it_was_sent()
    {
        await using var house = await Open();
        var bytes = Bytes(3 * StoredContent.ChunkSize + 17);

        var file = await Take(house, bytes);
        var read = await house.In<FileReader, byte[]>(reader => reader.ReadAll(file, Cancel));

        read.ShouldBe(bytes);
        file.Sha256.ShouldBe(StoredContent.HashOf(bytes));
        (await house.Read(db => db.Set<StoredChunk>().CountAsync(Cancel))).ShouldBe(4);
    }

    [Fact]
    public async Task Reading_may_begin_in_the_middle()
    {
        await using var house = await Open();
        var bytes = Bytes(2 * StoredContent.ChunkSize);
        var file = await Take(house, bytes);

        var tail = await house.In<FileReader, byte[]>(async reader =>
        {
            var stream = reader.Open(file);
            stream.Position = StoredContent.ChunkSize - 5;
            var ten = new byte[10];
            await stream.ReadExactlyAsync(ten, Cancel);
            return ten;
        });

        tail.ShouldBe(bytes[(StoredContent.ChunkSize - 5)..(StoredContent.ChunkSize + 5)]);
    }

    [Fact]
    public async Task Uploading_what_stands_already_leaves_no_second_copy()
    {
        await using var house = await Open();
        var bytes = Bytes(StoredContent.ChunkSize + 1);
        var first = await Take(house, bytes);

        var second = await Take(house, bytes);

        second.ContentId.ShouldBe(first.ContentId);
        (await house.Read(db => db.Set<StoredChunk>().CountAsync(Cancel))).ShouldBe(2);
    }

    [Fact]
    public async Task More_than_is_taken_leaves_nothing_behind()
    {
        await using var house = await Open();

        await Should.ThrowAsync<FileTooLargeException>(() => Take(house, Bytes(1_000_000), maxBytes: 999_999));

        (await house.Read(db => db.Set<StoredChunk>().CountAsync(Cancel))).ShouldBe(0);
        (await house.Read(db => db.Set<StoredContent>().CountAsync(Cancel))).ShouldBe(0);
        (await house.Read(db => db.Set<StoredFile>().CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task An_upload_that_the_process_died_in_is_forgotten_after_a_day()
    {
        await using var house = await Open();
        var contentId = await house.Send(new BeginUpload());
        await house.Send(new AppendChunk(contentId, 0, Bytes(10)));

        await house.Advance(BeginUpload.Patience - TimeSpan.FromMinutes(1));
        var kept = await house.Read(db => db.Set<StoredChunk>().CountAsync(Cancel));
        await house.Advance(TimeSpan.FromMinutes(2));

        kept.ShouldBe(1);
        (await house.Read(db => db.Set<StoredChunk>().CountAsync(Cancel))).ShouldBe(0);
        (await house.Read(db => db.Set<StoredContent>().CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task A_finished_upload_is_never_forgotten()
    {
        await using var house = await Open();
        var file = await Take(house, Bytes(10));

        await house.Send(new DropUpload(file.ContentId));
        await house.Advance(TimeSpan.FromDays(3));

        (await house.In<FileReader, byte[]>(reader => reader.ReadAll(file, Cancel))).Length.ShouldBe(10);
    }

    [Fact]
    public async Task Another_company_can_neither_see_nor_read_it()
    {
        await using var house = await Open();
        var file = await Take(house, Bytes(10));
        var other = Caller.System("other");

        (await house.Send(new OpenFile(file.Id), other)).ShouldBeNull();
        (await house.Send(new ReadChunk(file.ContentId, 0), other)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_empty_or_too_large_is_refused_by_field()
    {
        await using var house = await Open();

        (await Should.ThrowAsync<ValidationException>(() => house.Send(new StoreFile("a.txt", Array.Empty<byte>())))).Errors.Single().PropertyName.ShouldBe("Bytes");
        await Should.ThrowAsync<ValidationException>(() => Take(house, []));
    }

    static Task<TestHouse> Open() => TestHouse.OnSqlite(services => services.AddScoped<ICallerSource, ClerkAsks>());

    static Task<FileLine> Take(TestHouse house, byte[] bytes, long maxBytes = long.MaxValue) =>
        house.In<Uploads, FileLine>(uploads => uploads.Take("a.txt", new MemoryStream(bytes), maxBytes, null, Cancel));

    static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)('a' + (i * 7 % 26));
        return bytes;
    }
}
