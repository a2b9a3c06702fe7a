using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace BackOfficeFlow.Studio;

/// <summary>Lets a viewer hear at once when its case has changed. The names of methods are Elsa's.</summary>
sealed class InstanceHub(Requests requests, IHttpContextAccessor accessor, ObservedCases observed) : Hub
{
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        observed.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Hears of this case from now on, when it is the company's and the caller may see it.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (!Guid.TryParse(instanceId, out var id) || Context.User?.TenantId() is not { } tenant)
            throw new HubException(Texts.Say("NoSuchId", "instanceId", instanceId));

        // What says who asks looks at the request, which a hub does not always have at hand.
        accessor.HttpContext ??= Context.GetHttpContext();
        try
        {
            var standing = await requests.Send(new FindCaseStanding(id), Context.ConnectionAborted);
            var seen = new ObservedCase(tenant, id);
            await Groups.AddToGroupAsync(Context.ConnectionId, seen.Group, Context.ConnectionAborted);
            observed.Add(Context.ConnectionId, seen, standing.Revision);
        }
        catch (RuleBrokenException refused)
        {
            throw new HubException(refused.Message);
        }
    }
}
