namespace EventLoopServer.Configuration.Schema;

/// <summary>An option that was set by an environment variable.</summary>
internal sealed record OptionVariable(OptionRow Row, string Text)
{
    /// <summary>The assignment as it is typed in a shell, without secrets.</summary>
    public override string ToString() =>
        $"{Row.Variable}={(Row.IsSecret ? "(not shown)" : Text)}";
}
