using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;

namespace EventLoopServer.Configuration;

/// <summary>An IP address in its usual form, or localhost.</summary>
internal class AddressType : OptionType
{
    private const string LocalHost = "localhost";

    public override string ValueName => "ADDRESS";

    public override bool TryRead(string text, out object? value, out string fault)
    {
        IPAddress? address = IPAddress.Loopback;
        bool isAddress = text.Equals(LocalHost, StringComparison.OrdinalIgnoreCase)
            || AddressText.TryParse(text, out address);
        value = isAddress ? address : null;
        fault = isAddress
            ? ""
            : Takes(OptionSentences.Address, text);
        return isAddress;
    }

    public override string Format(object value) => $"{value}";
}
