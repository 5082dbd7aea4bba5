using Protocol.Dialects.Catalog;

namespace EventLoopServer.Configuration;

/// <summary>The address for the ports of the older chat programs.</summary>
internal sealed class CompatAddressType : AddressType
{
    public override string Range =>
        "ports: " + string.Join(", ", DialectCatalog.Compatible.Select(static s => s.Port));
}
