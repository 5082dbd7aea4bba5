using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Configuration.Schema;

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
            : Takes("an address such as 127.0.0.1 or ::1, without brackets or a port", text);
        return isAddress;
    }

    public override string Format(object value) => $"{value}";
}
