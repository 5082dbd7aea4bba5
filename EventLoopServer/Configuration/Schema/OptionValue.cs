namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// A parsed value. It is wrapped, because System.CommandLine does not pass on a bare null.
/// </summary>
/// <param name="Value">The value, or for the help the text of the default.</param>
internal sealed record OptionValue(object? Value)
{
    public override string ToString() => $"{Value}";
}
