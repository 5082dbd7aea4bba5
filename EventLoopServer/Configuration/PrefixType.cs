using EventLoopServer.Admission;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration;

/// <summary>An IP address, or a network of addresses such as 10.0.0.0/8.</summary>
internal sealed class PrefixType : OptionType
{
    public override string ValueName => "NETWORK";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        bool isPrefix = PrefixParser.Read(text, out NetworkPrefix prefix, out _)
            == PrefixParseResult.Origin;
        value = isPrefix ? prefix : null;
        fault = isPrefix ? "" : Takes(OptionSentences.Network, text);
        return isPrefix;
    }

    public override string Format(object value) => PrefixParser.Show((NetworkPrefix)value);
}
