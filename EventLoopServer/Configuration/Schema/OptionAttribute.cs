namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// Makes a property of an options record an option. The initial value of the property is the
/// default. The row feeds the command line, the environment, the help, the checks and the
/// reference page.
/// </summary>
/// <param name="name">The option as it is typed: <c>--ring</c>.</param>
/// <param name="help">The effect of the option, without its range and default.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionAttribute(string name, string help) : Attribute
{
    public string Name { get; } = name;

    public string Help { get; } = help;

    /// <summary>The unit of a number without one.</summary>
    public OptionUnit Unit { get; init; }

    /// <summary>The least value: a count, bytes, or milliseconds.</summary>
    public long Min { get; init; }

    /// <summary>The greatest value: a count, bytes, or milliseconds.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>
    /// The words of a text option. A boolean has two: the first is false, the second true.
    /// </summary>
    public string[]? Words { get; init; }

    /// <summary>An <see cref="OptionType"/> for values of another kind.</summary>
    public Type? Type { get; init; }

    /// <summary>
    /// The placeholder for the value in the help, when the type does not have one.
    /// </summary>
    public string? ValueName { get; init; }

    /// <summary>
    /// The default in words, when the property has no value or one that depends on the machine.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>The value of an option that is typed without one; null: it needs one.</summary>
    public string? ValueIfBare { get; init; }

    /// <summary>True for a list that takes several values after one name.</summary>
    public bool TakesManyValues { get; init; }

    /// <summary>True when the value names a file with a secret: the log does not show it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>True when a change of the named file takes effect without a restart.</summary>
    public bool IsReloadable { get; init; }

    /// <summary>True when a reload applies a new value; otherwise it takes a restart.</summary>
    public bool AppliesOnReload { get; init; }
}
