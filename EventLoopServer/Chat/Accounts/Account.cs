using System.Globalization;
using System.Text;
using EventLoopServer.Admission;
using EventLoopServer.Chat.Storage;
using Protocol.Names;

namespace EventLoopServer.Chat.Accounts;

/// <summary>An account: a name that only its owner may use.</summary>
internal sealed class Account
{
    /// <summary>How long an account may stay unused before it counts as given up.</summary>
    public const long IdleMs = 365 * DayMs;

    /// <summary>
    /// How long the name stays reserved after the account was given up. In this time an operator
    /// can give it back to its owner, and nobody else can use it to deceive the owner's friends.
    /// </summary>
    public const long ReservedMs = 30 * DayMs;

    /// <summary>
    /// Most network prefixes that are stored for an account: home, work, a phone and some more.
    /// </summary>
    public const int MaxPlaces = 8;

    private const long DayMs = 24 * 60 * 60_000L;

    private readonly List<NetworkPrefix> _places;

    public Account(StoredAccount state)
    {
        State = state;
        Unread = new UnreadMessages { Last = state.PrivateRead };
        Utf8 = Encoding.UTF8.GetBytes(state.Name);
        Skeletons = NameSkeletons.Of(Utf8);
        _places = [.. ReadPlaces(state.Places)];
    }

    /// <summary>
    /// The account as it is stored. Only <see cref="AccountDirectory"/> changes it.
    /// </summary>
    public StoredAccount State { get; set; }

    public string Name => State.Name;

    /// <summary>The private messages that wait for the owner.</summary>
    public UnreadMessages Unread { get; }

    /// <summary>
    /// How far the owner has read each room. It is parsed from the state at its first use.
    /// </summary>
    public ReadMarks ReadMarks
    {
        get => field ??= new ReadMarks(State.ReadMarks);
        private set;
    }

    /// <summary>True when the read marks have changed since they were stored.</summary>
    public bool HasNewReadMarks { get; set; }

    /// <summary>The number of resumable sessions without a device in the chat.</summary>
    public int LeftSessions { get; set; }

    public byte[] Utf8 { get; }

    public NameSkeletons Skeletons { get; }

    /// <summary>Removes the read marks, because the account was given up.</summary>
    public void ForgetReadMarks()
    {
        HasNewReadMarks = false;
        ReadMarks = new ReadMarks("");
    }

    /// <summary>True for an address from which the owner has logged in.</summary>
    public bool Knows(NetworkPrefix? place) => place is { } one && _places.Contains(one);

    /// <summary>Stores an address from which the owner has logged in.</summary>
    /// <returns>The new text for <see cref="StoredAccount.Places"/>.</returns>
    public string AddPlace(NetworkPrefix? place)
    {
        if (place is { } one)
        {
            _places.Remove(one);
            _places.Insert(0, one);
            if (_places.Count > MaxPlaces)
            {
                _places.RemoveAt(MaxPlaces);
            }
        }

        return string.Join(
            ' ', _places.Select(static p => string.Create(
                CultureInfo.InvariantCulture, $"{p.Bits:x}/{p.Length}")));
    }

    /// <summary>
    /// True when the owner gave the account up, or did not use it for <see cref="IdleMs"/>.
    /// </summary>
    public bool IsReleased(long unixMs) => EndMs <= unixMs;

    /// <summary>True when the account's name is free for everybody.</summary>
    public bool IsOver(long unixMs) => EndMs + ReservedMs <= unixMs;

    /// <summary>
    /// When the name becomes free for everybody if the account stays unused, in ms since 1970.
    /// </summary>
    public long FreeMs => EndMs + ReservedMs;

    private long EndMs => State.ReleasedMs > 0 ? State.ReleasedMs : State.SeenMs + IdleMs;

    private static IEnumerable<NetworkPrefix> ReadPlaces(string places)
    {
        foreach (string text in places.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int slash = text.IndexOf('/');
            if (slash > 0
                && UInt128.TryParse(
                    text.AsSpan(0, slash),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture,
                    out UInt128 bits)
                && int.TryParse(
                    text.AsSpan(slash + 1), CultureInfo.InvariantCulture, out int length))
            {
                yield return new NetworkPrefix(bits, length);
            }
        }
    }
}
