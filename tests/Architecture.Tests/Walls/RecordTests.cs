using System.Reflection;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class RecordTests
{
    [Fact]
    public void A_record_is_a_tenants_or_says_why_not()
    {
        var nobodys = Records().Where(record => !typeof(ITenantRow).IsAssignableFrom(record) && Reason(record).Length < 10);

        nobodys.Select(record => record.FullName).ShouldBeEmpty("Implement ITenantRow, or carry [SharedRow(\"why\")].");
    }

    [Fact]
    public void A_record_is_not_both_a_tenants_and_shared() =>
        Records().Where(record => typeof(ITenantRow).IsAssignableFrom(record) && Reason(record).Length > 0).ShouldBeEmpty();

    [Fact]
    public void A_record_is_sealed()
    {
        var open = Records().Where(record => !record.IsSealed && record.Assembly.GetName().Name!.StartsWith("BackOfficeFlow", StringComparison.Ordinal));

        open.Select(record => record.FullName).ShouldBeEmpty();
    }

    static string Reason(Type record) => record.GetCustomAttribute<SharedRowAttribute>()?.Reason ?? "";

    static IEnumerable<Type> Records() =>
        from room in Room.All
        from type in room.Assembly.GetTypes()
        where type is { IsAbstract: false, IsGenericTypeDefinition: false }
        from face in type.GetInterfaces()
        where face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)
        select face.GetGenericArguments()[0];
}
