using Microsoft.Extensions.Logging;

namespace EventLoopServer.Observability;

/// <summary>
/// All lines of the log. Each kind of line has a number, which is never used again for another kind
/// (17 was used once). There is one line each for connect, name and close, and none for a message.
/// Clients or signals cause the lines whose level is an argument. The number of these lines is
/// limited for each kind.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Listening on {Address} ({Dialects})")]
    public static partial void Listening(ILogger log, string address, string dialects);

    [LoggerMessage(
        2,
        LogLevel.Information,
        "Stopping: sending a goodbye to {Clients} clients; their waiting output has at most "
        + "{DrainMs} ms")]
    public static partial void Stopping(ILogger log, int clients, long drainMs);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "Stopped after {Turns} turns: {Accepted} accepted, {Requests} requests, "
        + "{Parks} parks, {Wakes} wakes, {PendedReceives} pended receives, "
        + "{WorkItems} thread-pool work items")]
    public static partial void Stopped(
        ILogger log,
        long turns,
        long accepted,
        long requests,
        long parks,
        long wakes,
        long pendedReceives,
        long workItems);

    [LoggerMessage(
        4, LogLevel.Information, "TLS certificate, SHA-256 fingerprint {Fingerprint}")]
    public static partial void Certificate(ILogger log, string fingerprint);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "The certificate expired on {Date}: get a new one, or set this machine's clock")]
    public static partial void CertificateExpired(ILogger log, string date);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "The certificate is not valid before {Date}: wait until then, or set this machine's clock")]
    public static partial void CertificateTooNew(ILogger log, string date);

    [LoggerMessage(
        7, LogLevel.Warning, "The certificate expires on {Date}: get a new one before that")]
    public static partial void CertificateExpires(ILogger log, string date);

    [LoggerMessage(
        8,
        LogLevel.Information,
        "The certificate has changed: new connections get the one with the SHA-256 fingerprint "
        + "{Fingerprint}")]
    public static partial void CertificateChanged(ILogger log, string fingerprint);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "The certificate's files have changed and cannot be used, so the old certificate stays: "
        + "{Fault}")]
    public static partial void CertificateKept(ILogger log, string fault);

    [LoggerMessage(EventId = 10, Message = "{Client} connected from {Peer}")]
    public static partial void Connected(
        ILogger log, LogLevel level, string client, string peer);

    [LoggerMessage(EventId = 11, Message = "{Client} is {Name} ({Dialect})")]
    public static partial void Named(
        ILogger log, LogLevel level, string client, string name, string dialect);

    [LoggerMessage(EventId = 12, Message = "{Client} closed: {Reason}")]
    public static partial void Closed(
        ILogger log, LogLevel level, string client, CloseReason reason);

    [LoggerMessage(
        EventId = 13,
        Message = "{Client} closed: {Reason}, {Bytes} bytes of output were not sent")]
    public static partial void ClosedWithLoss(
        ILogger log, LogLevel level, string client, CloseReason reason, long bytes);

    [LoggerMessage(EventId = 14, Message = "{Client} rejected: {Sentence}")]
    public static partial void ProtocolRejected(
        ILogger log, LogLevel level, string client, string sentence);

    [LoggerMessage(15, LogLevel.Debug, "{Client}: TLS handshake failed: {Reason}")]
    public static partial void TlsFailed(ILogger log, string client, string reason);

    [LoggerMessage(EventId = 16, Message = "{Peer} rejected: {Reason}")]
    public static partial void ConnectionRejected(
        ILogger log, LogLevel level, string peer, string reason);

    [LoggerMessage(
        18,
        LogLevel.Information,
        "{Lines} log lines about clients were suppressed ({Kind}): --log-level debug writes all")]
    public static partial void LeftOut(ILogger log, long lines, string kind);

    [LoggerMessage(
        20,
        LogLevel.Warning,
        "Cannot accept on {Address} ({Error}): trying again in {PauseMs} ms")]
    public static partial void AcceptPaused(
        ILogger log, string address, string error, long pauseMs);

    [LoggerMessage(
        21,
        LogLevel.Error,
        "The listener on {Address} failed ({Error}): listening again in {PauseMs} ms")]
    public static partial void ListenerFailed(
        ILogger log, string address, string error, long pauseMs);

    [LoggerMessage(
        22,
        LogLevel.Warning,
        "Clients of {Program} are not served: {Reason}. Another address for them: "
        + "--listen {Dialects}://ADDRESS:PORT")]
    public static partial void ListenMissed(
        ILogger log, string program, string reason, string dialects);

    [LoggerMessage(23, LogLevel.Information, "Listening on {Address} again")]
    public static partial void ListensAgain(ILogger log, string address);

    [LoggerMessage(
        24,
        LogLevel.Warning,
        "Only {Room} clients can connect and not {Clients}: the limit of file descriptors is too "
        + "low. Raise it (ulimit -n, LimitNOFILE), or lower --max-clients")]
    public static partial void FewDescriptors(ILogger log, int room, int clients);

    [LoggerMessage(
        30,
        LogLevel.Error,
        "Internal error while serving {Client}: its connection is closed")]
    public static partial void Bug(ILogger log, Exception fault, string client);

    [LoggerMessage(
        32,
        LogLevel.Error,
        "Internal error in an item from another thread: the item is dropped")]
    public static partial void MailboxItemFailed(ILogger log, Exception fault);

    [LoggerMessage(31, LogLevel.Critical, "The loop failed and the server stops")]
    public static partial void LoopFailed(ILogger log, Exception fault);

    [LoggerMessage(
        40,
        LogLevel.Information,
        "In the last {Seconds:0.0} s: {Turns:#,0.#} turns/s; a turn's phases in us, and their part "
        + "of the time:")]
    public static partial void StatsTurns(ILogger log, double seconds, double turns);

    [LoggerMessage(
        41,
        LogLevel.Information,
        "  wait {WaitUs:0.0} ({WaitShare:0.0}%), mailbox {MailboxUs:0.0} ({MailboxShare:0.0}%), "
        + "accept {AcceptUs:0.0} ({AcceptShare:0.0}%), "
        + "receive {ReceiveUs:0.0} ({ReceiveShare:0.0}%)")]
    public static partial void StatsInput(
        ILogger log,
        double waitUs,
        double waitShare,
        double mailboxUs,
        double mailboxShare,
        double acceptUs,
        double acceptShare,
        double receiveUs,
        double receiveShare);

    [LoggerMessage(
        42,
        LogLevel.Information,
        "  timers {TimersUs:0.0} ({TimersShare:0.0}%), begin {BeginUs:0.0} ({BeginShare:0.0}%), "
        + "flush {FlushUs:0.0} ({FlushShare:0.0}%), "
        + "release {ReleaseUs:0.0} ({ReleaseShare:0.0}%)")]
    public static partial void StatsOutput(
        ILogger log,
        double timersUs,
        double timersShare,
        double beginUs,
        double beginShare,
        double flushUs,
        double flushShare,
        double releaseUs,
        double releaseShare);

    [LoggerMessage(
        49,
        LogLevel.Information,
        "  turns longer than 1 ms, the wait not counted: {OverOneMs:#,0}; than 10 ms: "
        + "{OverTenMs:#,0}; than 100 ms: {OverHundredMs:#,0}")]
    public static partial void StatsLongTurns(
        ILogger log, long overOneMs, long overTenMs, long overHundredMs);

    [LoggerMessage(
        43,
        LogLevel.Information,
        "Traffic: {Requests:#,0.#} requests/s, {Sends:#,0.#} sends/s, "
        + "{BytesIn:#,0.#} bytes/s in, {BytesOut:#,0.#} bytes/s out")]
    public static partial void StatsTraffic(
        ILogger log, double requests, double sends, double bytesIn, double bytesOut);

    [LoggerMessage(
        44,
        LogLevel.Information,
        "Clients: {Clients} ({Hot} hot, {Parked} parked); pooled operations in use: "
        + "{Receives} of {ReceivesMade} receives, {Parks} of {ParksMade} parks")]
    public static partial void StatsClients(
        ILogger log,
        int clients,
        int hot,
        int parked,
        int receives,
        int receivesMade,
        int parks,
        int parksMade);

    [LoggerMessage(
        45,
        LogLevel.Information,
        "Buffers: {Slices} of {SlicesMade} slices in use; output rings in use: {Rings}, with "
        + "{QueuedBytes:#,0} bytes, most for {Slowest} ({SlowestBytes:#,0})")]
    public static partial void StatsBuffers(
        ILogger log,
        int slices,
        int slicesMade,
        int rings,
        long queuedBytes,
        string slowest,
        int slowestBytes);

    [LoggerMessage(
        46,
        LogLevel.Information,
        "Memory: {LoopAllocated:#,0.#} bytes/s allocated by the loop, {AllAllocated:#,0.#} by all; "
        + "{Gen0}, {Gen1} and {Gen2} collections of generations 0 to 2; "
        + "{WorkingSetMiB:0.0} MiB in use")]
    public static partial void StatsMemory(
        ILogger log,
        double loopAllocated,
        double allAllocated,
        int gen0,
        int gen1,
        int gen2,
        double workingSetMiB);

    [LoggerMessage(
        48,
        LogLevel.Information,
        "Since the start: {Accepted:#,0} accepted, {Refused:#,0} rejected, "
        + "{AcceptFaults:#,0} failed before they were served; "
        + "{TlsHandshakes:#,0} TLS handshakes, {TlsFaults:#,0} faults in TLS; "
        + "{DiscardedBytes:#,0} bytes of output discarded; {Bugs:#,0} bugs")]
    public static partial void StatsTotals(
        ILogger log,
        long accepted,
        long refused,
        long acceptFaults,
        long tlsHandshakes,
        long tlsFaults,
        long discardedBytes,
        long bugs);

    [LoggerMessage(50, LogLevel.Information, "{Who} {What}")]
    public static partial void Ruled(ILogger log, string who, string what);

    [LoggerMessage(EventId = 51, Message = "{Who} gave a wrong password {What}")]
    public static partial void WrongPassword(
        ILogger log, LogLevel level, string who, string what);

    [LoggerMessage(52, LogLevel.Information, "{Answer}")]
    public static partial void ConsoleAnswer(ILogger log, string answer);

    [LoggerMessage(
        53,
        LogLevel.Warning,
        "Others on this machine can read the secret in {File}: chmod 600 {File}")]
    public static partial void SecretFileOpen(ILogger log, string file);

    [LoggerMessage(
        135,
        LogLevel.Warning,
        "Argon2id does not work ({Fault}): new passwords of accounts are hashed with PBKDF2. "
        + "Install the program with its native libraries, and give it more memory")]
    public static partial void PasswordFallback(ILogger log, string fault);

    [LoggerMessage(
        136,
        LogLevel.Error,
        "A password of an account cannot be checked ({Fault}): such requests are refused with "
        + "AccountsFail. Further ones are counted in /metrics and not logged")]
    public static partial void PasswordFault(ILogger log, string fault);

    [LoggerMessage(
        EventId = 70,
        Message = "A connection to {Address} failed before it was served ({Error})")]
    public static partial void AcceptFailed(
        ILogger log, LogLevel level, Exception fault, string address, string error);

    [LoggerMessage(
        71,
        LogLevel.Information,
        "Received {Signal}: stopping gracefully. A second signal stops at once")]
    public static partial void SignalStops(ILogger log, string signal);

    [LoggerMessage(EventId = 72, Message = "Received {Signal}: ignored. SIGTERM stops the server")]
    public static partial void SignalIgnored(ILogger log, LogLevel level, string signal);

    [LoggerMessage(
        73, LogLevel.Information, "Options from the environment: {Variables}")]
    public static partial void OptionsFromEnvironment(ILogger log, string variables);

    [LoggerMessage(
        47, LogLevel.Error, "The figures cannot be gathered: --stats logs no more of them")]
    public static partial void StatsFailed(ILogger log, Exception fault);
}
