using System.Text.RegularExpressions;

namespace UnitTests.Tidy;

/// <summary>Rejects identifiers that were replaced by the field's terms.</summary>
internal sealed partial class ReplacedNameTests
{
    /// <summary>Replaced names with the names to use. CONTRIBUTING.md defines the terms.</summary>
    private static readonly Dictionary<string, string> s_replaced = new()
    {
        ["_entrance"] = "_server",
        ["_gate"] = "_lock",
        ["_tools"] = "_services",
        ["AddPerson"] = "AddClient",
        ["AddressKey"] = "NetworkPrefix",
        ["AllHostileCame"] = "AllHostileConnected",
        ["Arrears"] = "PendingOutput",
        ["AsciiLooks"] = "AsciiSkeletons",
        ["AtConsole"] = "OnConsole",
        ["atTheDoor"] = "rejections",
        ["Audience"] = "Recipients",
        ["BacklogLimits"] = "SlowReaderLimits",
        ["ChatFault"] = "ChatErrorKind",
        ["ChatVerbs"] = "ChatClientExtensions",
        ["CheckDeeds"] = "CheckActions",
        ["ConsoleDesk"] = "ConsoleSession",
        ["Consumption"] = "ConsumeResult",
        ["CreateOutsideWork"] = "CreateWorker",
        ["DeafIn"] = "SlowReadersIn",
        ["DeedsPerMille"] = "ActionsPerMille",
        ["Dialing"] = "Dialer",
        ["Doom"] = "RequestClose",
        ["Doomed"] = "CloseRequested",
        ["Doze"] = "WaitShortly",
        ["DozeMs"] = "ShortWaitMs",
        ["DrainPatience"] = "DrainTimeout",
        ["Ear"] = "Listener",
        ["EditedInput"] = "LineEditingInput",
        ["EndQuiet"] = "SendPending",
        ["Entrance"] = "PendingJoin",
        ["Entrances"] = "PendingJoins",
        ["Farewell"] = "RemoveMember",
        ["FileCourier"] = "FileTransferClient",
        ["ForgetThoseWhoLeft"] = "RemoveDisconnected",
        ["FreeForLastWords"] = "FreeForGoodbye",
        ["GoOn"] = "Continue",
        ["GreetedStream"] = "GreetingSkippingStream",
        ["GreetingGate"] = "SharedPortLogin",
        ["HandshakeGate"] = "HandshakeSizeCheck",
        ["HasMissed"] = "OutputSkipped",
        ["HeardMs"] = "LastInputMs",
        ["HeardOf"] = "LastNumberOf",
        ["HeldRequest"] = "DeferredRequest",
        ["Holdings"] = "ResourceCounts",
        ["HostileDoor"] = "HostileTarget",
        ["House"] = "AccessControl",
        ["HouseholdBits"] = "SubscriberBits",
        ["HttpGuest"] = "HttpDialect",
        ["IBroadcast"] = "IRoomOutput",
        ["IChannel"] = "ITransportFilter",
        ["IDelivery"] = "IMemberOutput",
        ["Intake"] = "EventReducer",
        ["IOffice"] = "IServerControl",
        ["IsArriving"] = "JoinPending",
        ["IsBare"] = "NeedsTlsFirst",
        ["IsDeaf"] = "HasStoppedReading",
        ["IServerFigures"] = "IServerStatistics",
        ["IsFarewell"] = "IsQuitWord",
        ["IsIndifferent"] = "IgnoresMessages",
        ["IsTorn"] = "OutputTruncated",
        ["IsTurnedAway"] = "IsRejected",
        ["IsUnframed"] = "LegacyFilter",
        ["IWire"] = "ITransport",
        ["Knob"] = "OptionRow",
        ["Knocks"] = "Connects",
        ["KnowsPassword"] = "HasSentPassword",
        ["LastResortWriter"] = "LossyWriter",
        ["LastWordsBytes"] = "GoodbyeBytes",
        ["LastWordsMs"] = "GoodbyeMs",
        ["LateReset"] = "DelayedReset",
        ["Leftovers"] = "PartialSends",
        ["Legible"] = "SafeText",
        ["LetTheWitnessIn"] = "LogInReferenceClient",
        ["LineCollector"] = "CapturingLogger",
        ["LineLook"] = "LineStyle",
        ["LoginGate"] = "SessionLogin",
        ["LooksBeforeDoze"] = "PollsBeforeShortWait",
        ["LookTable"] = "SkeletonTable",
        ["MaxSanctions"] = "MaxRestrictions",
        ["Meets"] = "Matches",
        ["MicroWire"] = "MicroTransport",
        ["Mingled"] = "InHonestRooms",
        ["MinLooks"] = "MinPolls",
        ["Moment"] = "TurnTime",
        ["NameLook"] = "NameSkeletons",
        ["NewPerson"] = "NewClient",
        ["NextDoor"] = "NextTarget",
        ["NoArrival"] = "NotConnected",
        ["NoteWrongPassword"] = "LogWrongPassword",
        ["NoticeHold"] = "PresenceDelay",
        ["NoticesMs"] = "PresenceDelayMs",
        ["NotLetIn"] = "ConnectionRejected",
        ["Nudge"] = "WakeUpItem",
        ["OlderDoors"] = "LegacyAddresses",
        ["OpenChannel"] = "CreateFilter",
        ["OriginForm"] = "PrefixParseResult",
        ["Origins"] = "PrefixParser",
        ["OutsideJob"] = "BackgroundJob",
        ["OutsideWork"] = "BackgroundWorker",
        ["Pace"] = "RequestRateLimiter",
        ["PasswordLine"] = "PasswordQueue",
        ["PasswordLines"] = "PasswordQueues",
        ["PastIntake"] = "HistoryReducer",
        ["Penalty"] = "Cost",
        ["PeopleList"] = "MemberList",
        ["PlayScenes"] = "RunConversation",
        ["PresenceIntake"] = "PresenceReducer",
        ["PromptedDialect"] = "LegacyDialect",
        ["PromptedLines"] = "LegacyLines",
        ["PromptedState"] = "LegacyState",
        ["PromptGate"] = "PromptedLogin",
        ["Protection"] = "ClientLimits",
        ["ProtectionOptions"] = "ClientLimitOptions",
        ["QuietMs"] = "PauseMs",
        ["QuietRequests"] = "BackgroundRequests",
        ["QuietTimer"] = "LegacyFilter",
        ["ReadOfDeeds"] = "ReadActionText",
        ["ReadOrigin"] = "ReadPrefix",
        ["Reaper"] = "ConnectionCloser",
        ["Recall"] = "ApplyMute",
        ["Reception"] = "ListenerProfile",
        ["Rehearsal"] = "JitWarmup",
        ["ResetOnceHeard"] = "ResetAfterReply",
        ["Sanction"] = "Restriction",
        ["SanctionList"] = "RestrictionList",
        ["SanctionTarget"] = "RestrictionTarget",
        ["SaysEnd"] = "TryAddLastOutput",
        ["SeatIn"] = "StateIn",
        ["SecretLine"] = "HiddenInput",
        ["Securing"] = "TlsConnector",
        ["ServerFigures"] = "ServerStatistics",
        ["ServerOffice"] = "ServerControl",
        ["ServerSentence"] = "PlainTextRefusal",
        ["SessionTools"] = "SessionServices",
        ["SilenceTimer"] = "KeepAliveTimer",
        ["SocketWire"] = "SocketTransport",
        ["SomebodyArrived"] = "ClientArrived",
        ["SpeakerQueue"] = "StoreWaitQueue",
        ["Speaks"] = "IsSpeech",
        ["Spelled"] = "Line",
        ["StrangersParts"] = "UnauthenticatedRecords",
        ["StretchSockets"] = "SocketsPerCall",
        ["Surroundings"] = "ConsoleEnvironment",
        ["SweepOthers"] = "ScanOthers",
        ["SweepWriters"] = "ScanWriters",
        ["TakePasswords"] = "AllowPasswords",
        ["TellsStrangers"] = "Misroutes",
        ["Timed"] = "LoopTimer",
        ["TlsArguments"] = "TlsOptions",
        ["TlsChannel"] = "TlsFilter",
        ["TlsEntrance"] = "TlsServer",
        ["TlsGuest"] = "TlsHello",
        ["TlsParts"] = "PartialRecordBudget",
        ["TrySeal"] = "TryEncode",
        ["TryWriteLastWords"] = "TryWriteGoodbye",
        ["TurnAway"] = "Reject",
        ["TurnedAway"] = "ProtocolRejected",
        ["TurnsAway"] = "CarriesChat",
        ["TypedStep"] = "ConsoleLineStep",
        ["TypingWriter"] = "ConsoleLineWriter",
        ["UnfinishedTimer"] = "PartialRequestTimer",
        ["UnicodeLooks"] = "UnicodeSkeletons",
        ["UprightWords"] = "VerticalLabels",
        ["WireStatus"] = "IoStatus",
        ["WrongTries"] = "WrongPasswords",
    };

    private readonly IReadOnlyList<CodeFile> _files = CodeFile.In([.. ProjectFiles.Projects]);

    [Test]
    public void Code_uses_no_replaced_name()
    {
        var findings = new Findings();
        foreach (CodeFile file in _files)
        {
            foreach (Match match in Identifier().Matches(file.Code))
            {
                if (s_replaced.TryGetValue(match.Value, out string? use))
                {
                    findings.Add(file.Path, file.LineAt(match.Index), $"{match.Value}: use {use}");
                }
            }
        }

        findings.AssertNone("Use the words of the glossary in CONTRIBUTING.md.");
    }

    [Test]
    public void Identifiers_are_found_and_no_replacement_is_itself_replaced()
    {
        Assert.That(Identifier().Matches("_a.Reaper<IWire>(x)").Select(static m => m.Value),
            Is.EqualTo(new[] { "_a", "Reaper", "IWire", "x" }));
        Assert.That(s_replaced.Keys, Is.SupersetOf(new[] { "Reaper", "IWire" }));
        Assert.That(s_replaced.Keys, Is.Unique.And.Not.SubsetOf(s_replaced.Values));
    }

    [GeneratedRegex(@"\b[A-Za-z_]\w*")]
    private static partial Regex Identifier();
}
