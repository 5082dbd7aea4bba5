namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>
/// Complete conversations of clients that write their name before their messages. The name may
/// arrive late, twice, or joined to other input. Each message has to arrive once, and nothing else.
/// </summary>
internal sealed class LegacyTimingTests
{
    private const int Rounds = 10_000;

    private static readonly string[] s_words =
        ["hi", "so: what", "Bob: no", "é茶👋", "/users now", "end.", "{:} ", "@bob: x", "//y"];

    [TestCase("Alice")]
    [TestCase("Ann Lee")]
    [TestCase("Зоя")]
    [TestCase("x1")]
    [TestCase("J@hn")]
    public void Every_message_arrives_once_without_the_name(string name)
    {
        (Random random, string note) = JunkTests.Seed();
        for (int round = 0; round < Rounds; round++)
        {
            string dialect = LegacyDialects.NameWriters[round % 3];
            string[] said = random.GetItems(s_words, random.Next(6));
            string[] receives =
                Receives(random, name, said, comesTwice: dialect == "username");
            Assert.That(
                LegacyInput.All(dialect, receives),
                Is.EqualTo(said.Select(Meaning).Prepend($"name {name}")),
                $"{note} {dialect}: {string.Join(" | ", receives)}");
        }
    }

    /// <summary>
    /// The sends of a client, sometimes several in one receive. If the name is sent twice, it opens
    /// the conversation, and the answer to the prompt may follow any message. Otherwise the first
    /// messages may overtake it.
    /// </summary>
    private static string[] Receives(Random random, string name, string[] said, bool comesTwice)
    {
        int answer = random.Next(said.Length + 1);
        List<string> receives = comesTwice ? [name] : [];
        for (int i = 0; i <= said.Length; i++)
        {
            // A name after a message in one receive cannot be distinguished from that message's
            // last word.
            bool glued = receives.Count > 0 && random.Next(2) == 0 && (i == 0 || i != answer);
            receives.AddRange(glued ? [] : [""]);
            receives[^1] += i == answer ? name : "";
            receives[^1] += i < said.Length ? $"{name}: {said[i]}" : "";
        }

        receives.Insert(random.Next(receives.Count + 1), LegacyInput.Later);
        return [.. receives, LegacyInput.Later];
    }

    private static string Meaning(string said) => said switch
    {
        "//y" => "say /y",
        "@bob: x" => "tell bob: x",
        ['/', ..] => said,
        _ => $"say {said}",
    };
}
