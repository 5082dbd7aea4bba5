namespace UnitTests.Configuration.Effects;

/// <summary>How one option changes the behaviour of a server.</summary>
/// <param name="Option">The option with a value other than its default.</param>
/// <param name="Always">Options of both servers that make the effect visible.</param>
/// <param name="Observe">Reads the behaviour of a server.</param>
/// <param name="Without">The behaviour without the option.</param>
/// <param name="With">The behaviour with the option.</param>
internal sealed record OptionEffect(
    string Option, string Always, Func<OptionWorld, object?> Observe, object? Without, object? With)
{
    public OptionEffect(
        string option, Func<OptionWorld, object?> observe, object? without, object? with)
        : this(option, "", observe, without, with)
    {
    }

    public string Name => Option.Split(' ', '=')[0];

    public override string ToString() => Option;
}
