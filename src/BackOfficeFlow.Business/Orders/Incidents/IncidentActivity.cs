using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A step that changes an incident by one request and leaves the facts behind.</summary>
public abstract class IncidentActivity(IMediator requests) : Activity
{
    [Input("The incident.", Required = true)] public Guid IncidentId { get; set; }
    [Output("All that is known of the incident afterwards.")] public object? Facts { get; set; }

    protected abstract IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context);

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        Facts = await requests.Send(Request(context), context.Cancel);
        return Done();
    }
}
