using System.Text.RegularExpressions;
using EventLoopServer.Sentences;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Audit;

/// <summary>
/// What those in charge did, as the server's log has it, and what has to follow: who may not be
/// there any more, who is told what, and whose words nobody may hear.
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

    /// <summary>Who, with an address, did what to whom, where from, and until when.</summary>
    private static readonly Regex s_deed = new(
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

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Somebody in charge did something at this time.</summary>
    public void Note(string line, long nowMs)
    {
        Match deed = s_deed.Match(line);
        if (!deed.Success)
        {
            return;
        }

        string who = deed.Groups[1].Value;
        string what = deed.Groups[2].Value;
        string whom = deed.Groups[3].Value;
        string end = AnyDate(deed.Groups[4].Value);
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
            // Those from the same address may be heard again too.
            _muted.Clear();
        }
        else if (what == s_unbanned)
        {
            _bannedUntilMs.Remove(whom);
        }
        else
        {
            // What was said in the same turn may be read in the next.
            _muted[whom] = (_turn + 2, nowMs + setting.SanctionMs);
            _ends.Add(end);
            Add(_notices, whom, ModerationSentences.MutedYou(who, end));
        }
    }

    /// <summary>This connection may be given a name.</summary>
    public void Entitle(string speaker) => _entitled.Add(speaker);

    /// <summary>Words were refused because of a mute.</summary>
    public void Silence(string words) => _silenced.Add(words);

    /// <summary>Somebody is told words that somebody else said.</summary>
    public void Hear(string words)
    {
        if (_silenced.Contains(words))
        {
            throw new WorldFault(Invariant.WhatWasRuled, $"refused and heard: {words}");
        }
    }

    /// <summary>Somebody of this name was heard in a room.</summary>
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

    /// <summary>Another turn has come.</summary>
    public void Begin(long nowMs)
    {
        _turn++;
        _nowMs = nowMs;
    }

    /// <summary>Looks at somebody who has a name.</summary>
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

    /// <summary>What somebody of this name may read at its end.</summary>
    public IEnumerable<string> LastWords(string name) => _lastWords.GetValueOrDefault(name, []);

    /// <summary>What somebody of this name may read at any time.</summary>
    public IEnumerable<string> Notices(string name) => _notices.GetValueOrDefault(name, []);

    /// <summary>What anybody may be refused with who says something.</summary>
    public IEnumerable<Refusal> MuteRefusals() =>
        _ends.Select(static end => Refusal.For(RefusalCode.Muted, end))

            // Of a room that applies what was proposed before the mute.
            .Append(Refusal.For(RefusalCode.Muted));

    /// <summary>What somebody of this name may be refused with who comes.</summary>
    public IEnumerable<Refusal> BanRefusals(string name) =>
        _bans.GetValueOrDefault(name, []).Select(static s => Refusal.For(RefusalCode.Banned, s));

    /// <summary>A date is shown by the wall clock, which may have been set since.</summary>
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

    /// <summary>The word of a log line that tells what was done.</summary>
    private static string Verb(string action) => Regex.Escape(action.Trim());
}
