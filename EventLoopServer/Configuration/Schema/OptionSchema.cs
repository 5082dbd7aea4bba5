using System.Reflection;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// All options of a record and of the records in it, in the order of declaration.
/// </summary>
/// <typeparam name="T">A record. Its initial values are the defaults.</typeparam>
internal sealed class OptionSchema<T>
    where T : class, IOptionRecord, new()
{
    private readonly T _defaults = new();

    public OptionSchema()
    {
        var rows = new List<OptionRow>();
        AddRows(rows, _defaults, group: null);
        Rows = rows;
    }

    public IReadOnlyList<OptionRow> Rows { get; }

    /// <summary>Creates a record with the defaults, in which these values are replaced.</summary>
    public T With(IEnumerable<KeyValuePair<OptionRow, object?>> values) =>
        With(_defaults, values);

    /// <summary>Copies a record of options, with these values replaced.</summary>
    public static T With(T record, IEnumerable<KeyValuePair<OptionRow, object?>> values)
    {
        var options = (T)Copy(record);
        foreach (var group in values.GroupBy(static v => v.Key.Group))
        {
            object owner = options;
            if (group.Key is { } property)
            {
                owner = Copy((IOptionRecord)property.GetValue(options)!);
                property.SetValue(options, owner);
            }

            foreach ((OptionRow row, object? value) in group)
            {
                row.Property.SetValue(owner, value);
            }
        }

        return options;
    }

    private static void AddRows(List<OptionRow> rows, IOptionRecord owner, PropertyInfo? group)
    {
        foreach (PropertyInfo property in owner.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<OptionAttribute>() is { } attribute)
            {
                rows.Add(new OptionRow(attribute, property, group, owner));
            }
            else if (property.IsDefined(typeof(OptionGroupAttribute)))
            {
                AddRows(rows, (IOptionRecord)property.GetValue(owner)!, property);
            }
        }
    }

    /// <summary>
    /// Copies a record with the method that the compiler generates for <c>with</c>.
    /// </summary>
    private static object Copy(IOptionRecord record) =>
        record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
}
