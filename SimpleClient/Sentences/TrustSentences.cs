namespace SimpleClient.Sentences;

/// <summary>Reasons why a server is trusted or not.</summary>
internal static class TrustSentences
{
    public static string TokenIsOpen(string file) =>
        $"The stored login is not used, because others on this machine can read {file}. Delete "
        + "it, and log in with your password.";

    public static string TokenUnreadable(string file) =>
        $"The stored login in {file} cannot be read. Delete the file, and log in with your "
        + "password.";

    public static string TokenNotStored(string why) =>
        $"The login cannot be stored ({why}). The next start asks for your password.";

    /// <summary>The first lines of the file of known servers.</summary>
    public const string Headline =
        "# Servers and their certificates: the SHA-256 fingerprint of one that was trusted on\n"
        + "# first use, or 'verified' for one that the system trusts.\n";

    public const string NoFolder = "there is no folder for it: set HOME or XDG_CONFIG_HOME";

    public const string WasVerified = "Before, the system trusted it; now it does not. ";

    public static string Was(string fingerprint) => $"Before: {fingerprint}. ";

    public static string NoCertificate(string address) =>
        $"The server on {address} sent no certificate.";

    public static string ListUnreadable(string file, string fault) =>
        $"The list of known servers '{file}' can't be read: {fault}. Without it a changed "
        + "certificate can't be noticed, so nothing was sent. Repair the file, or move it away "
        + "and compare the fingerprint anew.";

    public static string NotRemembered(string fault) => $"It can't be remembered: {fault}";

    public static string FirstUse(string address, string fingerprint) =>
        $"{address} is new here, and its certificate is self-signed. Its SHA-256 fingerprint is "
        + $"{fingerprint}: compare it with the one that the server printed at its start. From now "
        + "on only this certificate is trusted.";

    public static string Changed(string address, string was, string fingerprint, string file) =>
        $"WARNING: {address} SHOWS ANOTHER CERTIFICATE THAN BEFORE. Another machine may be "
        + $"reading everything, or the server has a new one. {was}Now: {fingerprint}. Ask "
        + "the server's operator. Only if this is the new fingerprint, delete the lines of "
        + $"{address} in {file} and connect again.";

    public static string NotVouchedFor(string address) =>
        $"The certificate of {address} has expired, or this system does not trust it. ";

    public static string OtherName(string address) =>
        $"The certificate of {address} is for another name. ";

    public static string TrustByHand(string address, string fingerprint, string file) =>
        "If the server's operator confirms this fingerprint, trust it with the line "
        + $"'{address} {fingerprint}' in {file}.";
}
