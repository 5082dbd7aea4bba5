namespace Protocol.Dialects;

/// <summary>The dialects of one listener.</summary>
/// <param name="Name">Its name on a command line: <c>NAME://127.0.0.1:5050</c>.</param>
/// <param name="Port">The default port of its clients.</param>
/// <param name="For">The older program that its clients belong to; empty for our own.</param>
/// <param name="Dialects">
/// The dialects in the order in which they are tried. Of two prompted dialects, the first is for
/// clients that send first, and the second for clients that wait.
/// </param>
public sealed record DialectSet(
    string Name, int Port, string For, IReadOnlyList<IDialect> Dialects)
{
    /// <summary>The dialect of a client whose first bytes no dialect has recognised.</summary>
    public IDialect Fallback => Dialects[^1];

    /// <summary>True for the dialects of the older chat programs.</summary>
    public bool IsPrompted => Dialects[0].Prompting is not null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
