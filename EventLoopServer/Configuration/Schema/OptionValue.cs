namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// A parsed value. It is wrapped, because System.CommandLine does not pass a bare null on.
/// </summary>
/// <param name="Value">The value. For the help it is the text of the default.</param>
internal sealed record OptionValue(object? Value)
{
    public override string ToString() => $"{Value}";
}
