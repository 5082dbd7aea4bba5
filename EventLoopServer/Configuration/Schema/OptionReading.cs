namespace EventLoopServer.Configuration.Schema;

/// <summary>
/// The result of reading the command line, the environment and the configuration file.
/// </summary>
/// <param name="Options">The options, without the faulty values.</param>
/// <param name="Faults">All faults, one sentence each.</param>
/// <param name="Variables">The variables that have set an option.</param>
/// <param name="Settings">The options that are set by the file.</param>
internal sealed record OptionReading<T>(
    T Options,
    IReadOnlyList<string> Faults,
    IReadOnlyList<OptionVariable> Variables,
    IReadOnlyList<OptionSetting> Settings);
