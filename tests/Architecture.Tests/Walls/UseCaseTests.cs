using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using MediatR;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class UseCaseTests
{
    static readonly string[] WaysToSend = ["MediatR.IMediator", "BackOfficeFlow.Runtime.Requests"];

    [Fact]
    public void A_page_never_touches_the_context()
    {
        var touching =
            from room in Room.All
            from page in room.Assembly.GetTypes().Where(type => typeof(IComponent).IsAssignableFrom(type) && !type.IsNested)
            from used in CompiledCode.Of(room, page).Uses
            where used.Assembly.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || used.FullName == "BackOfficeFlow.Data.BackOfficeDb"
            select $"{page.FullName} uses {used.FullName}";

        touching.ShouldBeEmpty("A page sends a request and shows the answer.");
    }

    [Fact]
    public void A_handler_never_sends()
    {
        var sending =
            from room in Room.All
            from handler in Handlers(room)
            let code = CompiledCode.Of(room, handler.Type)
            from used in code.Uses
            where WaysToSend.Contains(used.FullName)
            select $"{handler.Type.FullName} uses {used.FullName}";

        sending.Distinct().ShouldBeEmpty("What two handlers share becomes a method on a record.");
    }

    [Fact]
    public void A_request_has_exactly_one_handler()
    {
        var handlers = Room.All.SelectMany(Handlers).ToLookup(handler => handler.Request);

        var wrong = Requests().Where(request => handlers[request].Count() != 1)
            .Select(request => $"{request.FullName} has {handlers[request].Count()} handlers");

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_handler_stands_in_the_file_of_its_request()
    {
        var apart = Room.All.SelectMany(Handlers)
            .Where(handler => handler.Type.DeclaringType != handler.Request && !InTheFileOf(handler.Request, handler.Type))
            .Select(handler => $"{handler.Type.FullName} handles {handler.Request.FullName}");

        apart.ShouldBeEmpty();
    }

    [Fact]
    public void A_request_names_who_may_send_it() =>
        Requests().Where(request => !request.IsDefined(typeof(SentByAttribute), inherit: false))
            .Select(request => request.FullName)
            .ShouldBeEmpty("[SentBy(...)] says who; Senders.Product is nobody but the product.");

    [Fact]
    public void A_role_is_called_alike_by_members_and_by_requests() =>
        Roles.All.Select(Enum.Parse<Senders>).Aggregate((all, role) => all | role).ShouldBe(Senders.Members);

    static IEnumerable<(Type Type, Type Request)> Handlers(Room room) =>
        from type in room.Assembly.GetTypes()
        where type is { IsAbstract: false, IsGenericTypeDefinition: false }
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
        select (type, face.GetGenericArguments()[0]);

    static IEnumerable<Type> Requests() =>
        from room in Room.All
        from type in room.Assembly.GetTypes()
        where type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IBaseRequest).IsAssignableFrom(type)
        select type;

    static bool InTheFileOf(Type request, Type handler)
    {
        var files = Directory.EnumerateFiles(Repository.PathTo("src"), request.Name + ".cs", SearchOption.AllDirectories);
        return files.Select(File.ReadAllText).Any(text => text.Contains("class " + handler.Name, StringComparison.Ordinal));
    }
}
