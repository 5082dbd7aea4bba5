using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration.Schema;

/// <summary>An option that is set in a configuration file.</summary>
/// <param name="Row">The option.</param>
/// <param name="Value">The value for its property.</param>
/// <param name="File">The file, as the command line or the default paths name it.</param>
/// <param name="Line">The number of the line, from 1.</param>
internal sealed record OptionSetting(OptionRow Row, object? Value, string File, int Line)
{
    /// <summary>Where the option is set, as an addition to a sentence about it.</summary>
    public string Where => ConfigurationSentences.SetInFile(Row.Name, File, Line);
}
