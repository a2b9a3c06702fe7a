using System.Text;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Messages;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class SendMessageTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    const string Notice = """
        {"purpose":"service","variables":{"order":{"type":"text"}},
         "languages":{"es":{"subject":"Su pedido {{ order }}","body":"Hola, {{ order }}."},"en":{"subject":"Your order {{ order }}","body":"Hello, {{ order }}."}}}
        """;

    [Fact]
    public async Task A_message_is_kept_as_a_mail_that_can_be_shown_and_downloaded()
    {
        await using var house = await Open();

        var sent = await house.Send(Order());
        var message = await Only(house);
        var mail = await house.Send(new OpenMail(sent.Id!.Value));

        message.State.ShouldBe(MessageState.Stored);
        message.Proof.ShouldBe(ProofLevel.Drafted);
        mail!.Html.ShouldContain("Hola, P-1.");
        mail.File!.ContentType.ShouldBe("message/rfc822");
        var bytes = await house.In<FileReader, byte[]>(reader => reader.ReadAll(mail.File, Cancel));
        MimeMessage.Load(new MemoryStream(bytes), Cancel).MessageId.ShouldBe(message.MailId);
    }

    [Fact]
    public async Task Asking_again_with_the_same_key_writes_one_mail()
    {
        await using var house = await Open();

        var first = await house.Send(Order());
        var second = await house.Send(Order());

        second.ShouldBe(first);
        (await Only(house)).Id.ShouldBe(first.Id!.Value);
        (await house.Read(db => db.Set<StoredFile>().CountAsync(Cancel))).ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_variable_stores_nothing_and_sends_nothing()
    {
        await using var house = await Open();

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(Order() with { Arguments = new Dictionary<string, object?>() }));

        refused.Code.ShouldBe("template-variable-missing");
        (await house.Read(db => db.Set<Message>().CountAsync(Cancel))).ShouldBe(0);
        (await house.Read(db => db.Set<OutboxEntry>().CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_that_would_begin_a_new_header_is_refused()
    {
        await using var house = await Open();

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(Order() with { To = "ana@flow.test\r\nBcc: all@flow.test" }))).Code.ShouldBe("message-address");
        await Should.ThrowAsync<ValidationException>(() => house.Send(Order() with { ToName = "Ana\r\nBcc: all@flow.test" }));
    }

    [Fact]
    public async Task An_unknown_template_names_the_known_ones()
    {
        await using var house = await Open();

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => house.Send(Order() with { Template = "orders/nonsense" }));

        refused.Message.ShouldContain("orders/nonsense");
        refused.Message.ShouldContain("orders/notice");
    }

    [Fact]
    public async Task Advertising_is_not_sent_while_no_consent_is_kept()
    {
        await using var house = await Open();
        await house.Publish(ConfigurationKinds.Template, "orders", "orders/offer", Encoding.UTF8.GetBytes(Notice.Replace("service", "commercial", StringComparison.Ordinal)));

        (await Should.ThrowAsync<RuleBrokenException>(() => house.Send(Order() with { Template = "orders/offer" }))).Code.ShouldBe("message-commercial");
    }

    [Fact]
    public async Task At_night_a_mail_waits_for_the_morning()
    {
        await using var house = await Open();
        await house.MoveTo(new DateTimeOffset(2026, 3, 4, 22, 0, 0, TimeSpan.Zero));

        var sent = await house.Send(Order());
        await house.Advance(TimeSpan.FromHours(8));
        var asleep = (await Only(house)).State;
        await house.Advance(TimeSpan.FromHours(1));

        sent.NotBefore.ShouldBe(new DateTimeOffset(2026, 3, 5, 7, 0, 0, TimeSpan.Zero));
        asleep.ShouldBe(MessageState.Queued);
        (await Only(house)).State.ShouldBe(MessageState.Stored);
    }

    [Fact]
    public async Task Somebody_whom_an_area_knows_is_written_to_in_his_language()
    {
        await using var house = await Open(services => services.AddScoped<IContactSource, People>());

        await house.Send(Order() with { To = "party:1" });

        var message = await Only(house);
        message.ToAddress.ShouldBe("eve@flow.test");
        message.ToName.ShouldBe("Eve");
        message.Subject.ShouldBe("Your order P-1");
    }

    [Fact]
    public async Task Where_there_is_no_address_nothing_is_written_and_that_is_said()
    {
        await using var house = await Open(services => services.AddScoped<IContactSource, People>());

        var sent = await house.Send(Order() with { To = "party:2" });

        sent.ShouldBe(SentMessage.NoAddress);
        (await house.Read(db => db.Set<Message>().CountAsync(Cancel))).ShouldBe(0);
    }

    [Fact]
    public async Task Another_company_sees_nothing_of_it()
    {
        await using var house = await Open();
        var sent = await house.Send(Order());

        (await house.Send(new OpenMail(sent.Id!.Value), Caller.System("other"))).ShouldBeNull();
    }

    [Fact]
    public async Task What_the_server_takes_is_sent_once_and_proven()
    {
        await using var server = new ScriptedSmtp(SmtpManner.Accepts);
        await using var house = await Open(settings: Smtp(server));

        await house.Send(Order());
        await house.Advance(TimeSpan.FromDays(1));

        server.Accepted.Count.ShouldBe(1);
        var message = await Only(house);
        message.State.ShouldBe(MessageState.Sent);
        message.Proof.ShouldBe(ProofLevel.Accepted);
    }

    [Fact]
    public async Task A_busy_server_gets_the_same_mail_later()
    {
        await using var server = new ScriptedSmtp(SmtpManner.IsBusy);
        await using var house = await Open(settings: Smtp(server));
        await house.Send(Order());
        var waiting = await Only(house);
        server.Manner = SmtpManner.Accepts;

        await house.Advance(TimeSpan.FromHours(2));

        waiting.State.ShouldBe(MessageState.Queued);
        waiting.LastError!.ShouldContain("451");
        server.Accepted.Single().ShouldContain(waiting.MailId);
    }

    [Fact]
    public async Task A_refusal_for_good_is_a_dead_letter_and_not_tried_again()
    {
        await using var server = new ScriptedSmtp(SmtpManner.RefusesRecipient);
        await using var house = await Open(settings: Smtp(server));
        await house.Send(Order());
        server.Manner = SmtpManner.Accepts;

        await house.Advance(TimeSpan.FromDays(2));

        (await Only(house)).State.ShouldBe(MessageState.Failed);
        (await house.Read(db => db.Set<OutboxEntry>().SingleAsync(Cancel))).State.ShouldBe(OutboxState.Dead);
        server.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_that_breaks_in_the_middle_leaves_the_decision_to_a_person()
    {
        await using var server = new ScriptedSmtp(SmtpManner.HangsUpAfterText);
        await using var house = await Open(settings: Smtp(server));
        var sent = await house.Send(Order());
        server.Manner = SmtpManner.Accepts;
        await house.Advance(TimeSpan.FromDays(2));
        var doubtful = await Only(house);

        await house.Send(new ConfirmArrival(sent.Id!.Value));

        doubtful.State.ShouldBe(MessageState.Uncertain);
        server.Accepted.ShouldBeEmpty();
        (await Only(house)).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task A_mail_that_the_process_died_in_is_not_sent_again_blindly()
    {
        await using var server = new ScriptedSmtp(SmtpManner.Accepts);
        await using var house = await Open(settings: Smtp(server));
        var sent = await house.SendOnly(Order());
        var prepared = await house.SendOnly(new PrepareMail(sent.Id!.Value));
        await house.SendOnly(new BeginSending(prepared.MessageId, prepared.Revision));

        await house.Advance(TimeSpan.FromHours(1));

        (await Only(house)).State.ShouldBe(MessageState.Uncertain);
        server.Accepted.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_that_stood_still_while_another_sent_the_mail_does_not_send_it_again()
    {
        await using var server = new ScriptedSmtp(SmtpManner.Accepts);
        await using var house = await Open(settings: Smtp(server));
        var sent = await house.SendOnly(Order());
        var prepared = await house.SendOnly(new PrepareMail(sent.Id!.Value));

        await house.Settle();
        await Should.ThrowAsync<LostLeaseException>(() => house.SendOnly(new BeginSending(prepared.MessageId, prepared.Revision)));

        (await Only(house)).State.ShouldBe(MessageState.Sent);
        server.Accepted.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_messages_of_a_case_are_listed_newest_first()
    {
        await using var house = await Open();
        var instance = Guid.CreateVersion7(house.Now);
        await house.Send(Order() with { InstanceId = instance, Key = "1" });
        await house.Advance(TimeSpan.FromMinutes(1));
        await house.Send(Order() with { InstanceId = instance, Key = "2", Language = "en" });
        await house.Send(Order() with { Key = "3" });

        var list = await house.Send(new ListMessages(instance));

        list.Select(message => message.Language).ShouldBe(["en", "es"]);
        list[0].Subject.ShouldEndWith($"[{CaseKey.Of(instance)}]");
        list.ShouldAllBe(message => message.MailFileId != null);
    }

    static SendMessage Order() => new("orders/notice", "ana@flow.test", new Dictionary<string, object?> { ["order"] = "P-1" }, "case/step");

    static Task<Message> Only(TestHouse house) => house.Read(db => db.Set<Message>().AsNoTracking().SingleAsync(Cancel));

    static Dictionary<string, string?> Smtp(ScriptedSmtp server) => new()
    {
        ["Mail:Mode"] = "Smtp",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:Tls"] = "None"
    };

    static async Task<TestHouse> Open(Action<IServiceCollection>? change = null, Dictionary<string, string?>? settings = null)
    {
        var house = await TestHouse.OnSqlite(
            services =>
            {
                services.AddScoped<ICallerSource, ClerkAsks>();
                change?.Invoke(services);
            },
            settings);
        await house.Publish(ConfigurationKinds.Template, "orders", "orders/notice", Encoding.UTF8.GetBytes(Notice));
        return house;
    }

    sealed class People : IContactSource
    {
        public Task<Contact?> Find(string to, CancellationToken cancel) => Task.FromResult(to switch
        {
            "party:1" => new Contact("Eve@flow.test".ToLowerInvariant(), "Eve", "en"),
            "party:2" => new Contact(null, "Nadie", "es"),
            _ => null
        });
    }
}
