using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Scenarios;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The customer answers by the newest link: { "answer": "redeliver" }, with "address" and "postcode" for a new address.</summary>
sealed class AnswerVerb : IScenarioVerb
{
    public string Name => "answer";

    public async Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var question = await run.Read<BackOfficeDb, CustomerAnswer?>(
            db => db.Set<CustomerAnswer>().AsNoTracking().Where(row => row.AnsweredAt == null).OrderByDescending(row => row.AskedAt).FirstOrDefaultAsync(cancel), cancel)
            ?? throw new ScenarioException("No question by link is open.");
        var answer = new GiveAnswer(question.Id, Words.Outcome<CustomerWish>(ScenarioRun.RequiredText(step, Name)))
        {
            Address = ScenarioRun.Text(step, "address"), Postcode = ScenarioRun.Text(step, "postcode")
        };
        await run.Send(answer, new Caller(ScenarioRun.Tenant, null, "customer"), cancel);
    }
}
