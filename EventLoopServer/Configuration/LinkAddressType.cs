using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration;

/// <summary>The address of a web server without a path, such as http://chat.example.</summary>
internal sealed class LinkAddressType : OptionType
{
    /// <summary>
    /// Characters of an address. More are refused. Origin: the longest line with a link, with the
    /// longest names of room, user and file, fits the one receive of an older program (1,024
    /// bytes).
    /// </summary>
    public const int MaxLength = 200;

    public override string ValueName => "URL";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "http" or "https"
            && uri.PathAndQuery == "/"
            && uri.UserInfo.Length == 0
            && uri.Fragment.Length == 0
            && text.All(static c => c is > ' ' and < '\x7F')
            && text.Length <= MaxLength;
        value = isAddress ? text.TrimEnd('/') : null;
        fault = isAddress ? "" : Takes(OptionSentences.LinkAddress(MaxLength), text);
        return isAddress;
    }

    public override string Format(object value) => (string)value;
}
