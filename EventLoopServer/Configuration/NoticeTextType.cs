using System.Text;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;
using Protocol.Names;

namespace EventLoopServer.Configuration;

/// <summary>
/// A text for all clients. Each line follows the rules of a message. A line ends with LF, or with
/// the two characters <c>\n</c>, because a command line can contain these.
/// </summary>
internal sealed class NoticeTextType : OptionType
{
    /// <summary>
    /// The most bytes of the text, about ten lines. It is short, because each client gets it.
    /// </summary>
    public const int MaxBytes = 1024;

    public override string ValueName => "TEXT";

    public override string Range => OptionSentences.NoticeRange(MaxBytes);

    public override bool TryRead(string text, out object? value, out string fault)
    {
        string lines = text.Replace("\\n", "\n", StringComparison.Ordinal).Trim('\n');
        bool isText = Encoding.UTF8.GetByteCount(lines) <= MaxBytes
            && lines.Split('\n').All(
                static l => l.Length == 0 || TextRule.Check(Encoding.UTF8.GetBytes(l)) is null);
        value = isText ? lines : null;
        fault = isText ? "" : OptionSentences.NoticeFault(MaxBytes);
        return isText;
    }

    public override string Format(object value) =>
        ((string)value).Replace("\n", "\\n", StringComparison.Ordinal);
}
