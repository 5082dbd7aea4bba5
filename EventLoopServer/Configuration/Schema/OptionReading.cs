namespace EventLoopServer.Configuration.Schema;

/// <summary>The result of reading the command line and the environment.</summary>
/// <param name="Options">The options, without the faulty values.</param>
/// <param name="Faults">All faults, one sentence each.</param>
/// <param name="Variables">The variables that have set an option.</param>
internal sealed record OptionReading<T>(
    T Options, IReadOnlyList<string> Faults, IReadOnlyList<OptionVariable> Variables);
