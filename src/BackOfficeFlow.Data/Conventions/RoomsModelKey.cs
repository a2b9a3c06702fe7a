using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace BackOfficeFlow.Data;

/// <summary>A model depends on which rooms are there, not only on the context's type.</summary>
public sealed class RoomsModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((BackOfficeDb)context).RoomNames, designTime);
}
