namespace Protocol.Dialects;

/// <summary>What is spoken at one listener.</summary>
/// <param name="Name">As it is written on a command line: <c>NAME://127.0.0.1:5050</c>.</param>
/// <param name="Port">The port that clients expect it at.</param>
/// <param name="For">The program whose clients these are; empty for our own.</param>
/// <param name="Dialects">
/// In the order in which they are asked. Of two prompted ones the first is for clients that speak
/// unasked, the second for those who wait.
/// </param>
public sealed record DialectSet(
    string Name, int Port, string For, IReadOnlyList<IDialect> Dialects)
{
    /// <summary>What a client is taken to speak that has not shown it.</summary>
    public IDialect Fallback => Dialects[^1];

    /// <summary>True for the dialects of the older chat programs.</summary>
    public bool IsPrompted => Dialects[0].Prompting is not null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
