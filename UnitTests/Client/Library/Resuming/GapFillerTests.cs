using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Library.Link;

namespace UnitTests.Client.Library.Resuming;

internal sealed class GapFillerTests
{
    private readonly List<ulong> _pages = [];
    private GapFiller _gaps = null!;

    [SetUp]
    public void Start()
    {
        _pages.Clear();
        _gaps = new GapFiller
        {
            AskForPage = (_, after) =>
            {
                _pages.Add(after);
                return 5;
            },
            Pass = static _ => { },
            Missing = static _ => { },
        };
    }

    [TestCase(0ul, 1ul)]
    [TestCase(1ul, 1ul)]
    [TestCase(2ul, 2ul)]
    public void Page_after_a_crash_begins_with_the_oldest_missed_line(ulong kept, ulong asked)
    {
        _gaps.Take(Joined(number: 1, next: 4), resumeId: 0);
        _gaps.Take(
            new ChatEvent
            {
                Kind = EventKind.Resumed,
                Entries = [new ChatListEntry("lobby", kept, "")],
            },
            resumeId: 3);
        _gaps.Take(Joined(number: 2, next: 90), resumeId: 3);
        Assert.That(_pages, Is.EqualTo(new[] { asked }));
    }

    private static ChatEvent Joined(ulong number, ulong next) => new()
    {
        Kind = EventKind.Joined,
        RequestId = 3,
        Room = "lobby",
        Number = number,
        Sequence = next,
    };
}
