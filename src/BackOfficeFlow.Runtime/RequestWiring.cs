using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// All that depends on the version of MediatR: registration by scanning, and the behaviours around every handler. Tenant, caller and the
/// repetition after a lost race stand around the whole scope (<see cref="Scopes"/>): they are outermost; then who may, validation, audit.
/// </summary>
static class RequestWiring
{
    public static void AddRequests(this IServiceCollection services, IReadOnlyList<Assembly> rooms)
    {
        services.AddScoped<ServiceFactory>(parts => parts.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(CheckSender<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(CheckRequest<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuditRequest<,>));

        foreach (var type in rooms.SelectMany(room => room.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
            foreach (var face in type.GetInterfaces())
                Add(services, face, type);
    }

    static void Add(IServiceCollection services, Type face, Type type)
    {
        var open = face.IsGenericType ? face.GetGenericTypeDefinition() : face;
        if (open == typeof(IRequestHandler<,>))
            services.AddScoped(face, type);
        else if (open == typeof(IValidator<>))
            services.Add(new ServiceDescriptor(face, type, NeedsNothing(type) ? ServiceLifetime.Singleton : ServiceLifetime.Scoped));
        else if (open == typeof(INotificationHandler<>) || open == typeof(IOutboxHandler) || open == typeof(IOutboxStep) || open == typeof(ITimerHandler) || open == typeof(ITenantSource) || open == typeof(IRetention) || open == typeof(IPublicationFollower) || open == typeof(IInstanceRemains) || open == typeof(IDefinitionCheck))
            services.TryAddEnumerable(ServiceDescriptor.Scoped(face, type));
        else if (open == typeof(IConfigurationKind))
            services.TryAddEnumerable(ServiceDescriptor.Singleton(face, type));
    }

    // Putting a validator's rules together takes longer than most checks: it is done once, unless they depend on the scope.
    static bool NeedsNothing(Type validator) => validator.GetConstructor(Type.EmptyTypes) is not null;
}

/// <summary>Checks that this caller may send the request at all. What it makes steps of a workflow send is the product's doing, not the caller's.</summary>
sealed class CheckSender<TRequest, TResponse>(CurrentCaller current) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    static readonly SentByAttribute Rule = SentByAttribute.Of(typeof(TRequest));

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (current.Depth == 0)
            Rule.Require(current.Caller);

        current.Depth++;
        try
        {
            return await next();
        }
        finally
        {
            current.Depth--;
        }
    }
}

/// <summary>Checks the input, field by field, before the handler runs.</summary>
sealed class CheckRequest<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            if (!result.IsValid)
                throw new ValidationException(result.Errors);
        }

        return await next();
    }
}

/// <summary>A command that is audited as a whole: its name, its subject, what was asked.</summary>
public interface IAudited
{
    string SubjectType { get; }
    string SubjectId { get; }
}

/// <summary>Writes the audit row of an audited command, in the command's own transaction.</summary>
sealed class AuditRequest<TRequest, TResponse>(Audit audit) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var answer = await next();
        if (request is IAudited audited)
            audit.Write(typeof(TRequest).Name, audited.SubjectType, audited.SubjectId, request);
        return answer;
    }
}
