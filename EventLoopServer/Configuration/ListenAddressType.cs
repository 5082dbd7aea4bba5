using System.Net;
using EventLoopServer.Admission;
using EventLoopServer.Configuration.Schema;
using EventLoopServer.Sentences.Operators;
using Protocol.Dialects;
using Protocol.Dialects.Catalog;

namespace EventLoopServer.Configuration;

/// <summary>A value ADDRESS:PORT or DIALECT://ADDRESS:PORT.</summary>
internal sealed class ListenAddressType : OptionType
{
    private const string Scheme = "://";

    /// <summary>The word that replaces a dialect for the shared dialects with TLS only.</summary>
    private const string Tls = "tls";

    private const string LocalHost = "localhost";

    public override string ValueName => "[DIALECT://]ADDRESS:PORT";

    public override string Range => "DIALECT is one of " + string.Join(
        ", ", DialectCatalog.Sets.Where(static s => s.IsPrompted).Select(static s => s.Name));

    public override bool TryRead(string text, out object? value, out string fault)
    {
        value = null;
        int scheme = text.IndexOf(Scheme, StringComparison.Ordinal);
        string name = scheme < 0 ? DialectCatalog.Shared.Name : text[..scheme];
        string address = scheme < 0 ? text : text[(scheme + Scheme.Length)..];
        bool isTls = name.Equals(Tls, StringComparison.OrdinalIgnoreCase);
        DialectSet? dialects = isTls
            ? DialectCatalog.Shared
            : DialectCatalog.Sets.FirstOrDefault(
                s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (dialects is null)
        {
            string known = string.Join(
                ", ", DialectCatalog.Sets.Select(static s => s.Name).Append(Tls));
            fault = OptionSentences.NoDialect(name, known);
            return false;
        }

        if (!TryReadEndPoint(address, out IPEndPoint? endPoint))
        {
            fault = Takes(OptionSentences.EndPoint, text);
            return false;
        }

        value = new ListenAddress(endPoint!, dialects) { IsTls = isTls };
        fault = "";
        return true;
    }

    public override string Format(object value) => value is ListenAddress address
        ? $"{(address.IsTls ? Tls : address.Dialects.Name)}{Scheme}{address.EndPoint}"
        : "";

    private static bool TryReadEndPoint(string given, out IPEndPoint? endPoint)
    {
        string numbers = given.StartsWith($"{LocalHost}:", StringComparison.OrdinalIgnoreCase)
            ? $"{IPAddress.Loopback}{given[LocalHost.Length..]}"
            : given;
        return AddressText.TryParseEndPoint(numbers, out endPoint);
    }
}
