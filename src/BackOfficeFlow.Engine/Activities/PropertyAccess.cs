using System.Reflection;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>Reads and writes one property of an activity through delegates made once.</summary>
abstract class PropertyAccess
{
    public abstract void Set(Activity activity, object? value);
    public abstract object? Get(Activity activity);

    public static PropertyAccess For(PropertyInfo property)
    {
        if (property.SetMethod is null || property.GetMethod is null)
            throw new ArgumentException($"{property.DeclaringType!.Name}.{property.Name} needs a getter and a setter.", nameof(property));
        return (PropertyAccess)Activator.CreateInstance(typeof(Typed<,>).MakeGenericType(property.DeclaringType!, property.PropertyType), property)!;
    }

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    sealed class Typed<TActivity, TValue>(PropertyInfo property) : PropertyAccess where TActivity : Activity
    {
        readonly Action<TActivity, TValue?> set = property.SetMethod!.CreateDelegate<Action<TActivity, TValue?>>();
        readonly Func<TActivity, TValue?> get = property.GetMethod!.CreateDelegate<Func<TActivity, TValue?>>();

        public override void Set(Activity activity, object? value) => set((TActivity)activity, value is null ? default : (TValue)value);
        public override object? Get(Activity activity) => get((TActivity)activity);
    }
}
