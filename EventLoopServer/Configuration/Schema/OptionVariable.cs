namespace EventLoopServer.Configuration.Schema;

/// <summary>An option that a variable of the environment has set.</summary>
internal sealed record OptionVariable(OptionRow Row, string Text)
{
    /// <summary>As it would be set in a shell, without secrets.</summary>
    public override string ToString() =>
        $"{Row.Variable}={(Row.IsSecret ? "(not shown)" : Text)}";
}
