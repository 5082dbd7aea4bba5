namespace SimpleClient.Sentences;

/// <summary>Reasons why a server is trusted or not.</summary>
internal static class TrustSentences
{
    /// <summary>The first lines of the file of known servers.</summary>
    public const string Headline =
        "# Servers and their certificates: the SHA-256 fingerprint of one that was trusted on\n"
        + "# first use, or 'verified' for one that the system vouched for.\n";

    public const string NoFolder = "there is no folder for it; set HOME or XDG_CONFIG_HOME";

    public const string WasVerified = "Before, the system vouched for it; now nobody does. ";

    public static string Was(string fingerprint) => $"Before: {fingerprint}. ";

    public static string NoCertificate(string address) =>
        $"What answers on {address} shows no certificate.";

    public static string ListUnreadable(string file, string fault) =>
        $"The list of known servers '{file}' can't be read: {fault}. Without it a changed "
        + "certificate can't be noticed, so nothing was sent. Repair the file, or move it away "
        + "and compare the fingerprint anew.";

    public static string NotRemembered(string fault) => $"It can't be remembered: {fault}";

    public static string FirstUse(string address, string fingerprint) =>
        $"{address} is new here, and nobody vouches for its certificate. Its SHA-256 fingerprint "
        + $"is {fingerprint}: the server printed the same when it started, or somebody else "
        + "answers. From now on only this one is trusted.";

    public static string Changed(string address, string was, string fingerprint, string file) =>
        $"WARNING: {address} SHOWS ANOTHER CERTIFICATE THAN BEFORE. Somebody may be in between "
        + $"and read everything; or the server has a new one. {was}Now: {fingerprint}. Ask "
        + "whoever runs the server. Only if this is the new fingerprint, delete the lines of "
        + $"{address} in {file} and connect again.";

    public static string NotVouchedFor(string address) =>
        $"The certificate of {address} has run out, or nobody whom this system trusts vouches for "
        + "it. ";

    public static string OtherName(string address) =>
        $"The certificate of {address} is for another name. ";

    public static string TrustByHand(string address, string fingerprint, string file) =>
        "If whoever runs the server says that this is its fingerprint, trust it with the line "
        + $"'{address} {fingerprint}' in {file}.";
}
