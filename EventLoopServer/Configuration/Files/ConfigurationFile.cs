using System.Text;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;
using EventLoopServer.Transport.Tls.Certificates;

namespace EventLoopServer.Configuration.Files;

/// <summary>Finds and reads the configuration file.</summary>
internal static class ConfigurationFile
{
    /// <summary>The option that names the file.</summary>
    public const string Option = "--config";

    /// <summary>The variable that names the file.</summary>
    public const string Variable = "TCPCHAT_CONFIG";

    /// <summary>The value that is given instead of a file, so that no file is read.</summary>
    public const string Off = "off";

    private static readonly UTF8Encoding s_strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads the named file, or the first default file that exists. A named file that cannot be
    /// read is a fault. A default file that exists and cannot be read is one too.
    /// </summary>
    /// <param name="named">The file, <see cref="Off"/>, or null for the default files.</param>
    /// <param name="defaults">The default files, the most specific first.</param>
    /// <param name="rows">All options.</param>
    public static ConfigurationContent Read(
        string? named, IEnumerable<string> defaults, IReadOnlyList<OptionRow> rows)
    {
        string? file = named switch
        {
            Off => null,
            null or "" => defaults.FirstOrDefault(File.Exists),
            _ => named,
        };
        if (file is null)
        {
            return ConfigurationContent.None;
        }

        if (!SmallFile.TryRead(file, out byte[] bytes, out string fault, out _))
        {
            return new ConfigurationContent(file, [], [fault]);
        }

        string text;
        try
        {
            // TOML does not allow a byte order mark, but some editors write one.
            text = s_strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return new ConfigurationContent(
                file, [], [ConfigurationSentences.Of(file, ConfigurationSentences.NotUtf8)]);
        }

        var reader = new TomlOptions(rows, file);
        reader.Read(text);
        return new ConfigurationContent(file, reader.Settings, reader.Faults);
    }
}
