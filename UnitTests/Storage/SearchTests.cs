using System.Text;
using EventLoopServer.Chat.Storage;

namespace UnitTests.Storage;

internal sealed class SearchTests
{
    private static readonly string[] s_texts =
    [
        "Hello brave world",
        "Crème brûlée für Zoë",
        "我喜欢中文聊天",
        "東京タワーへ行きました",
        "안녕하세요 여러분",
        "abc中文字xyz and 語",
        "don't say \"AND\" OR NEAR(x) * ^",
        "text:injection -minus +plus {brace}",
        "Привет мир",
    ];

    private StoreFixture _fixture = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _fixture = new StoreFixture();
        _fixture.Open();
        for (int i = 0; i < s_texts.Length; i++)
        {
            _fixture.Say((ulong)i + 1, s_texts[i]);
        }

        _fixture.Say(1, "hello from the den", "den", "Bob");
        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        _fixture.Say(2, "hello later", "den", "carol");
        _fixture.Keep();
    }

    [OneTimeTearDown]
    public void Close() => _fixture.Dispose();

    [TestCase("brave", 0)]
    [TestCase("BRAVE WORLD", 0)]
    [TestCase("creme BRULEE", 1)]
    [TestCase("zoe", 1)]
    [TestCase("中文聊天", 2)]
    [TestCase("喜欢", 2)]
    [TestCase("天", 2)]
    [TestCase("聊", 2)]
    [TestCase("タワー", 3)]
    [TestCase("東京", 3)]
    [TestCase("안녕", 4)]
    [TestCase("여러분", 4)]
    [TestCase("文字", 5)]
    [TestCase("abc中文字xyz", 5)]
    [TestCase("字xyz", 5)]
    [TestCase("語", 5)]
    [TestCase("don't", 6)]
    [TestCase("\"AND\" OR", 6)]
    [TestCase("NEAR(x)", 6)]
    [TestCase("text:injection", 7)]
    [TestCase("-minus +plus {brace}", 7)]
    [TestCase("привет", 8)]
    public void Words_find_their_line(string words, int index) =>
        Assert.That(_fixture.Search(words.Split(' ')), Is.EqualTo(new[] { s_texts[index] }));

    [TestCase("中文 聊天", 2)]
    [TestCase("brave 中文", -1)]
    [TestCase("中天", -1)]
    [TestCase("bra", -1)]
    [TestCase("\"", -1)]
    [TestCase("* ^ ()", -1)]
    [TestCase("", -1)]
    public void Only_lines_with_all_words_match(string words, int index) => Assert.That(
        _fixture.Search(words.Split(' ')),
        Is.EqualTo(index < 0 ? [] : new[] { s_texts[index] }));

    [Test]
    public void Hits_are_newest_first_and_limited()
    {
        Assert.That(_fixture.Search("hello"), Is.EqualTo(
            new[] { "hello later", "hello from the den", "Hello brave world" }));
        Assert.That(
            Texts(new SearchQuery(["hello"], 2)),
            Is.EqualTo(new[] { "hello later", "hello from the den" }));
    }

    [Test]
    public void Room_sender_and_time_narrow_a_search()
    {
        Assert.That(
            Texts(new SearchQuery(["hello"], 9) { Room = "LOBBY" }),
            Is.EqualTo(new[] { "Hello brave world" }));
        Assert.That(
            Texts(new SearchQuery(["hello"], 9) { From = "bob" }),
            Is.EqualTo(new[] { "hello from the den" }));
        Assert.That(
            Texts(new SearchQuery(["hello"], 9)
            {
                Room = "den",
                BeforeMs = StoreClock.StartMs + 1,
            }),
            Is.EqualTo(new[] { "hello from the den" }));
        Assert.That(Texts(new SearchQuery(["hello"], 9) { Room = "nowhere" }), Is.Empty);
    }

    [TestCase(1, "", true)]
    [TestCase(2, "hello from the den", true)]
    [TestCase(3, "hello from the den", false)]
    [TestCase(4, "hello from the den", false)]
    public void Search_that_reads_too_much_ends_early_and_says_so(
        int maxRead, string found, bool endsEarly)
    {
        var query = new SearchQuery(["hello"], 9) { From = "bob", MaxRead = maxRead };
        Assert.That(string.Join('|', Texts(query)), Is.EqualTo(found));
        Assert.That(query.UnreadBeforeMs > 0, Is.EqualTo(endsEarly));
    }

    [Test]
    public void Search_in_a_room_reads_no_more_either()
    {
        var query = new SearchQuery(["hello"], 9) { Room = "lobby", MaxRead = 2 };
        Assert.That(Texts(query), Is.Empty);
        Assert.That(query.UnreadBeforeMs, Is.EqualTo(StoreClock.StartMs + 1));
    }

    private IEnumerable<string> Texts(SearchQuery query) =>
        _fixture.Ask(query).Lines.Select(static l => Encoding.UTF8.GetString(l.Text));
}
