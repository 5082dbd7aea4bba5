namespace SimpleClient.Terminal.Text;

/// <summary>Finds links of the web in a text. Other schemes are never links.</summary>
internal static class WebLink
{
    private static readonly string[] s_schemes = ["https://", "http://"];

    /// <summary>
    /// The length of the link that begins at a position, without the punctuation after it; 0 when
    /// none begins there.
    /// </summary>
    public static int Length(string text, int at)
    {
        if (text[at] != 'h' || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
        {
            return 0;
        }

        string? scheme = s_schemes.FirstOrDefault(
            s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0);
        if (scheme is null)
        {
            return 0;
        }

        int space = text.AsSpan(at).IndexOfAny(' ', '\t');
        int end = space < 0 ? text.Length : at + space;
        while (end > at && (text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '"'
            or '>' or '*' or '`' || (text[end - 1] == ')' && !text[at..end].Contains('('))))
        {
            end--;
        }

        return end - at > scheme.Length ? end - at : 0;
    }

    /// <summary>
    /// The address for the terminal; empty if the link has characters other than visible ASCII.
    /// </summary>
    public static string Address(string link) =>
        link.All(static c => c is > ' ' and < '\u007F') ? link : "";

    /// <summary>
    /// The links of a text, in their order. Each is an absolute address in which all characters
    /// that an address may not contain are escaped. So no program that opens it can take a part of
    /// it for something else.
    /// </summary>
    public static IEnumerable<string> All(string text)
    {
        int at = 0;
        while ((at = text.IndexOf("http", at, StringComparison.Ordinal)) >= 0)
        {
            int length = Length(text, at);
            if (length > 0 && Absolute(text.Substring(at, length)) is { } address)
            {
                yield return address;
            }

            at += Math.Max(1, length);
        }
    }

    /// <summary>The address; null when the link has no valid host.</summary>
    private static string? Absolute(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out Uri? address)
            || address.HostNameType == UriHostNameType.Unknown)
        {
            return null;
        }

        // The name of the host in ASCII shows letters that only look like others.
        string host = address.IdnHost;
        string all = host == address.Host
            ? address.AbsoluteUri
            : new UriBuilder(address) { Host = host }.Uri.AbsoluteUri;
        return Address(all) == all ? all : null;
    }
}
