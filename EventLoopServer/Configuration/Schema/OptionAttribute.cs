using System.Diagnostics.CodeAnalysis;

namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// Makes a property of an options record an option. The initial value of the property is the
/// default. The command line, the environment, the help, the checks and the reference page are made
/// from this attribute.
/// </summary>
/// <param name="name">The option as it is typed: <c>--ring</c>.</param>
/// <param name="help">The effect of the option, without its range and default.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OptionAttribute(string name, string help) : Attribute
{
    public string Name { get; } = name;

    public string Help { get; } = help;

    /// <summary>The unit of a value that is typed without a unit.</summary>
    public OptionUnit Unit { get; init; }

    /// <summary>The least value: a count, bytes, or milliseconds.</summary>
    public long Min { get; init; }

    /// <summary>The greatest value: a count, bytes, or milliseconds.</summary>
    public long Max { get; init; } = long.MaxValue;

    /// <summary>
    /// The words of a text option. A boolean has two words: the first means false, the second true.
    /// </summary>
    public string[]? Words { get; init; }

    /// <summary>
    /// The <see cref="OptionType"/> of the values, when the property's type does not decide it.
    /// </summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type? Type { get; init; }

    /// <summary>
    /// The placeholder for the value in the help, when the type does not have one.
    /// </summary>
    public string? ValueName { get; init; }

    /// <summary>
    /// The default in words. It is needed when the property has no value, or when the value depends
    /// on the machine.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>
    /// The value of an option that is typed without one; null when a value is needed.
    /// </summary>
    public string? ValueIfBare { get; init; }

    /// <summary>True for a list that takes several values after one name.</summary>
    public bool TakesManyValues { get; init; }

    /// <summary>
    /// True when the value names a file with a secret. The log does not show such a value.
    /// </summary>
    public bool IsSecret { get; init; }

    /// <summary>True when a change of the named file takes effect without a restart.</summary>
    public bool IsReloadable { get; init; }

    /// <summary>True when a reload applies a new value; otherwise it takes a restart.</summary>
    public bool AppliesOnReload { get; init; }
}
