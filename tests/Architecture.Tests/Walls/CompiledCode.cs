using Mono.Cecil;
using Mono.Cecil.Cil;

namespace BackOfficeFlow.Architecture.Tests;

/// <summary>A type of ours and every type that its compiled code mentions; what the compiler generates counts for the type it was generated for.</summary>
sealed record CodeType(string FullName, string Namespace, IReadOnlyList<UsedType> Uses);

/// <summary>A mentioned type: outermost name, namespace and assembly.</summary>
sealed record UsedType(string FullName, string Namespace, string Assembly);

/// <summary>Reads compiled rooms: the source may be written in many ways, the compiled code says what is used.</summary>
static class CompiledCode
{
    static readonly Dictionary<string, IReadOnlyList<CodeType>> Read = [];

    public static IReadOnlyList<CodeType> Of(Room room)
    {
        lock (Read)
        {
            if (!Read.TryGetValue(room.Name, out var types))
                Read[room.Name] = types = [.. Types(room)];

            return types;
        }
    }

    /// <summary>What one type of ours uses, found by its runtime type.</summary>
    public static CodeType Of(Room room, Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;

        return Of(room).Single(code => code.FullName == type.FullName);
    }

    static IEnumerable<CodeType> Types(Room room)
    {
        using var module = ModuleDefinition.ReadModule(room.Assembly.Location);
        foreach (var outer in module.Types.Where(type => type.Namespace.StartsWith("BackOfficeFlow", StringComparison.Ordinal)))
        {
            var uses = WithNested(outer).SelectMany(Mentions).SelectMany(Parts).Select(Outermost)
                .Where(used => used.FullName != outer.FullName)
                .Select(used => new UsedType(used.FullName, used.Namespace, AssemblyOf(used)))
                .Distinct();
            yield return new CodeType(outer.FullName, outer.Namespace, [.. uses]);
        }
    }

    static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    static IEnumerable<TypeReference?> Mentions(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(face => face.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Properties.Select(property => property.PropertyType),
        .. type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Methods.SelectMany(Mentions),
    ];

    static IEnumerable<TypeReference?> Mentions(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Mentions) : [],
    ];

    static IEnumerable<TypeReference?> Mentions(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        RequiredModifierType modified => Parts(modified.ElementType),
        OptionalModifierType modified => Parts(modified.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    static string AssemblyOf(TypeReference type) => type.Scope is AssemblyNameReference other ? other.Name : type.Module.Assembly.Name.Name;
}
