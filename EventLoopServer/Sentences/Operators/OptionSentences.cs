namespace EventLoopServer.Sentences.Operators;

/// <summary>Faults of options, on the command line or in the environment.</summary>
internal static class OptionSentences
{
    public const string LimitsOffBeyondLoopback =
        "--limits off is for measurements and needs every listener on loopback.";

    public const string LanWithHost = "--lan listens on all addresses: leave --host out.";

    public const string StatsHidden =
        "--stats logs at level info, and --log-level hides that: use --log-level info.";

    public const string CompatWithPassword =
        "--password-file keeps out clients of older chat programs, which cannot give a password: "
        + "leave --compat and DIALECT:// out, or admit them with --compat-open.";

    public const string CompatOpenAlone =
        "--compat-open has no effect without --password-file: leave it out.";

    public const string KeyWithoutCertificate =
        "--certificate-key and --certificate-password-file need --certificate FILE.";

    public const string NoCertificate =
        "TLS needs a certificate: add --tls, which makes one, or --certificate FILE.";

    public const string CompatWithTls =
        "The older chat programs have no TLS: leave --require-tls out, or --compat and DIALECT://.";

    public const string NoCertificateFolder =
        "There is no folder for the certificate: give one with --data FOLDER.";

    public const string Network = "an address or a network such as 127.0.0.1 or 10.0.0.0/8";

    public const string Address = "an address such as 127.0.0.1 or ::1, without brackets or a port";

    public const string EndPoint = "ADDRESS:PORT such as 127.0.0.1:5050 or [::1]:5050";

    public const string Flag = "true or false";

    public static string NoticeRange(int maxBytes) => $"at most {maxBytes} bytes";

    public static string NoticeFault(int maxBytes) =>
        $" takes lines of UTF-8 text without control characters, {maxBytes} bytes in all.";

    public static string Time(string range, string example) =>
        $"a time from {range} such as {example}";

    public static string Count(string range) => $"a whole number from {range}";

    public static string LinkAddress(int maxLength) =>
        $"an address without a path, such as https://chat.example, of at most {maxLength} "
        + "characters";

    public const string FilesWithoutStore =
        "--files on needs the stored messages and the web: leave out --store off and --web off, or "
        + "use --files off.";

    public static string Size(string range) => $"a size from {range}";

    /// <summary>The values that an option accepts, as text that follows its name.</summary>
    public static string Takes(string what, string text) => $" takes {what}, not '{text}'.";

    /// <summary>The same for a dialect before an address.</summary>
    public static string NoDialect(string name, string known) =>
        $" knows no dialect '{name}', only {known}.";

    public static string CorrectVariable(string variable) =>
        $" Correct the variable {variable} or unset it.";

    public static string UnknownVariable(string name) =>
        $"{name} is the variable of no option: correct its name or unset it.";

    public static string UnknownVariableDid(string name, string near) =>
        $"{name} is the variable of no option: did you mean {near}? Otherwise unset it.";

    public static string SetByVariable(string option, string variable) =>
        $" {option} is set by the variable {variable}.";
}
