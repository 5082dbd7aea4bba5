using System.Text.RegularExpressions;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// The operator actions in the server's log and their consequences: which clients must be
/// disconnected, which notices are sent, and whose messages must not be delivered.
/// </summary>
internal sealed class ModerationAudit(WorldSetting setting)
{
    /// <summary>Stands for any digit in a sentence.</summary>
    public const char AnyDigit = '\0';

    private static readonly string s_kicked = Verb(ActionSentences.Kicked("", ""));
    private static readonly string s_banned = Verb(ActionSentences.Banned("", "", ""));
    private static readonly string s_unbanned = Verb(ActionSentences.Unbanned(""));
    private static readonly string s_muted = Verb(ActionSentences.Muted("", ""));
    private static readonly string s_unmuted = Verb(ActionSentences.Unmuted(""));

    /// <summary>
    /// The operator with an address, the action, its target with an address, and the end time.
    /// </summary>
    private static readonly Regex s_action = new(
        @$"^(\S+) \(\S*\) ({s_kicked}|{s_banned}|{s_unbanned}|{s_muted}|{s_unmuted}) ([^\s:]+)"
        + @$"(?: \(\S*\))?({ModerationSentences.Until(".* UTC")})?");

    private readonly HashSet<string> _kicked = [];
    private readonly Dictionary<string, List<string>> _bans = [];
    private readonly Dictionary<string, long> _bannedUntilMs = [];
    private readonly Dictionary<string, List<string>> _lastWords = [];
    private readonly Dictionary<string, List<string>> _notices = [];
    private readonly HashSet<string> _ends = [];
    private readonly Dictionary<string, (long FromTurn, long UntilMs)> _muted = [];
    private readonly HashSet<string> _silenced = [];
    private readonly HashSet<string> _entitled = [];

    private long _turn;
    private long _nowMs;

    /// <summary>The number of operator actions.</summary>
    public int Count { get; private set; }

    /// <summary>An operator action was logged at this time.</summary>
    public void Note(string line, long nowMs)
    {
        Match action = s_action.Match(line);
        if (!action.Success)
        {
            return;
        }

        string who = action.Groups[1].Value;
        string what = action.Groups[2].Value;
        string whom = action.Groups[3].Value;
        string end = AnyDate(action.Groups[4].Value);
        Count++;
        if (what == s_kicked)
        {
            _kicked.Add(whom);
            string because = ModerationSentences.Because(WorldSetting.Reason);
            Add(_lastWords, whom, ModerationSentences.KickedYou(who, because));
        }
        else if (what == s_banned)
        {
            _bannedUntilMs[whom] = nowMs + setting.SanctionMs;
            Add(_lastWords, whom, BanSentence(whom, end));
            Add(_bans, whom, BanSentence(whom, end));
        }
        else if (what == s_unmuted)
        {
            // Members from the same address may be unmuted too.
            _muted.Clear();
        }
        else if (what == s_unbanned)
        {
            _bannedUntilMs.Remove(whom);
        }
        else
        {
            // A message sent in the same turn may be read in the next one.
            _muted[whom] = (_turn + 2, nowMs + setting.SanctionMs);
            _ends.Add(end);
            Add(_notices, whom, ModerationSentences.MutedYou(who, end));
        }
    }

    /// <summary>This connection may get a name.</summary>
    public void Entitle(string speaker) => _entitled.Add(speaker);

    /// <summary>A message was refused because of a mute.</summary>
    public void Silence(string words) => _silenced.Add(words);

    /// <summary>A client received a message of another client.</summary>
    public void Hear(string words)
    {
        if (_silenced.Contains(words))
        {
            throw new WorldFault(Invariant.WhatWasRuled, $"refused and heard: {words}");
        }
    }

    /// <summary>A message of a member with this name was delivered in a room.</summary>
    public void Hear(string name, string words)
    {
        if (_muted.TryGetValue(name, out (long FromTurn, long UntilMs) mute)
            && _turn >= mute.FromTurn
            && mute.UntilMs > _nowMs)
        {
            throw new WorldFault(Invariant.WhatWasRuled, $"{name} is muted and said {words}");
        }

        Hear(words);
    }

    /// <summary>A new turn starts.</summary>
    public void Begin(long nowMs)
    {
        _turn++;
        _nowMs = nowMs;
    }

    /// <summary>Checks a client that has a name.</summary>
    public void Check(string name, string speaker, long nowMs)
    {
        if (_kicked.Contains(name))
        {
            throw new WorldFault(Invariant.WhatWasRuled, $"{name} was kicked and is there");
        }

        if (_bannedUntilMs.TryGetValue(name, out long untilMs) && untilMs > nowMs)
        {
            throw new WorldFault(Invariant.WhatWasRuled, $"{name} is banned and is there");
        }

        if (!_entitled.Contains(speaker))
        {
            throw new WorldFault(
                Invariant.WhatWasRuled, $"{speaker} is {name} and gave no password");
        }
    }

    /// <summary>The goodbye texts that a client of this name may receive.</summary>
    public IEnumerable<string> LastWords(string name) => _lastWords.GetValueOrDefault(name, []);

    /// <summary>The notices that a client of this name may receive.</summary>
    public IEnumerable<string> Notices(string name) => _notices.GetValueOrDefault(name, []);

    /// <summary>The refusals that a message may get because of a mute.</summary>
    public IEnumerable<Refusal> MuteRefusals() =>
        _ends.Select(static end => Refusal.For(RefusalCode.Muted, end))

            // From a room that applies a proposal made before the mute.
            .Append(Refusal.For(RefusalCode.Muted));

    /// <summary>The refusals that a client of this name may get because of a ban.</summary>
    public IEnumerable<Refusal> BanRefusals(string name) =>
        _bans.GetValueOrDefault(name, []).Select(static s => Refusal.For(RefusalCode.Banned, s));

    /// <summary>
    /// Dates use the wall clock, which may have been set since, so digits are not compared.
    /// </summary>
    private static string AnyDate(string end) =>
        string.Concat(end.Select(static c => char.IsAsciiDigit(c) ? AnyDigit : c));

    private static string BanSentence(string name, string end) =>
        ModerationSentences.NameBanned(
            name, end, ModerationSentences.Because(WorldSetting.Reason));

    private static void Add(Dictionary<string, List<string>> all, string name, string sentence)
    {
        if (!all.TryGetValue(name, out List<string>? sentences))
        {
            all.Add(name, sentences = []);
        }

        if (!sentences.Contains(sentence))
        {
            sentences.Add(sentence);
        }
    }

    /// <summary>The verb of an action in a log line.</summary>
    private static string Verb(string action) => Regex.Escape(action.Trim());
}
