namespace EventLoopServer.Sentences.Operators;

/// <summary>Faults of listening addresses, each with an advice.</summary>
internal static class ListenSentences
{
    public const string InUseAdvice =
        "stop the program that listens there, or choose another port.";

    public const string ReservedAdvice =
        "another program has reserved it, or Windows has (netsh interface ipv4 show "
        + "excludedportrange tcp): choose another --port.";

    public const string NotAllowedAdvice = "choose a --port above 1023.";

    public const string NotOursAdvice = "choose an address of this machine, or use --lan.";

    public const string NoIPv6Advice = "this machine has no IPv6.";

    public const string CompatAdvice =
        "stop the program that listens there, or choose other addresses with --listen "
        + "DIALECT://ADDRESS:PORT.";

    public static string InUse(string address) => $"{address} is in use";

    public static string Reserved(string address) => $"{address} may not be used";

    public static string NotAllowed(string address) => $"{address} may not be used by this account";

    public static string NotOurs(string address) => $"{address} is not an address of this machine";

    public static string NoIPv6(string address) => $"{address} cannot be used";

    public static string Other(string address) => $"{address} cannot be listened on";

    public static string NoneOfCompat(string reason) =>
        $"None of the ports of --compat is available ({reason})";
}
