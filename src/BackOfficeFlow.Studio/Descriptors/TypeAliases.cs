namespace BackOfficeFlow.Studio;

/// <summary>What Elsa's documents call the types of values.</summary>
static class TypeAliases
{
    static readonly Dictionary<Type, string> Plain = new()
    {
        [typeof(object)] = "Object", [typeof(string)] = "String", [typeof(bool)] = "Boolean", [typeof(int)] = "Int32", [typeof(long)] = "Int64", [typeof(float)] = "Single",
        [typeof(double)] = "Double", [typeof(decimal)] = "Decimal", [typeof(Guid)] = "Guid", [typeof(DateTimeOffset)] = "DateTimeOffset", [typeof(TimeSpan)] = "TimeSpan", [typeof(byte[])] = "ByteArray"
    };

    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.GetValueOrDefault(type) is { } alias)
            return alias;
        if (type.IsEnum)
            return type.Name;
        return IsDictionary(type) ? "ObjectDictionary" : ItemOf(type) is { } item ? $"List<{Of(item)}>" : "Object";
    }

    public static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericArguments().Length == 2;

    public static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericArguments() is [var item] && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? item : null;
}
