namespace EventLoopServer.Sentences.Operators;

/// <summary>What <c>--check-config</c> finds, each with an advice.</summary>
internal static class CheckSentences
{
    public const string NoStore =
        "Messages, bans and accounts are not kept (--store off): a restart forgets them.";

    public static string Fault(string sentence) => $"fault: {sentence}";

    public static string Warning(string sentence) => $"warning: {sentence}";

    public static string InUse(string address) =>
        $"{address} is in use: by this server if it runs, otherwise stop the program that listens "
        + "there, or choose another port.";

    public static string NotValidNow(string file, string start, string end) =>
        $"The certificate in '{file}' is valid from {start} to {end} only, and "
        + "clients refuse it now: get a new one, or set this machine's clock.";

    public static string Expires(string file, string end) =>
        $"The certificate in '{file}' expires on {end}: get a new one before that.";

    public static string FewDescriptors(int room, int clients) =>
        $"There are descriptors for {room} of {clients} clients: raise the limit (ulimit -n, "
        + "LimitNOFILE=), or lower --max-clients.";

    public static string OpenToOthers(string file) =>
        $"Other accounts of this machine may read '{file}': chmod 600.";

    public static string CannotWrite(string folder) =>
        $"--data: this account may not write in '{folder}': change its owner, or give another "
        + "folder.";
}
