namespace EventLoopServer.Configuration.Schema;

/// <summary>What the command line and the environment come to.</summary>
/// <param name="Options">The options; where there are faults, without the faulty values.</param>
/// <param name="Faults">All that is wrong, a sentence each.</param>
/// <param name="Variables">The variables that have set an option.</param>
internal sealed record OptionReading<T>(
    T Options, IReadOnlyList<string> Faults, IReadOnlyList<OptionVariable> Variables);
