namespace UnitTests.Protocol.Dialects.Legacy;

/// <summary>The length limit of a name that a client writes before its messages.</summary>
internal sealed class LegacyLimitTests
{
    private const int NameBytes = 512;

    /// <summary>
    /// Clients of these dialects write their name before each message, and send it once at login.
    /// </summary>
    private static readonly string[] s_dialects = ["nick", "nickname"];

    [TestCase(NameBytes - 1, true)]
    [TestCase(NameBytes, true)]
    [TestCase(NameBytes + 1, false)]
    public void Name_before_a_message_is_removed_up_to_a_length(int bytes, bool isCutOff)
    {
        string name = $"{new string('n', bytes - 1)}m";
        foreach (string dialect in s_dialects)
        {
            List<string> found = LegacyInput.After(dialect, name, $"{name}: hi\n");
            Assert.That(
                found, Is.EqualTo(new[] { isCutOff ? "say hi" : $"say {name}: hi" }), dialect);
        }
    }

    [TestCase("aa: hi", "name a", "say hi")]
    [TestCase("aaaa: hi", "name aa", "say hi")]
    [TestCase("aaa: hi", "name aaa", "say hi", Description = "no half of it is a name")]
    [TestCase("abab: hi", "name ab", "say hi")]
    [TestCase("ababa: hi", "name ababa", "say hi")]
    public void Name_that_directly_precedes_the_first_message_is_one_name(
        string receive, params string[] found)
    {
        foreach (string dialect in s_dialects)
        {
            Assert.That(LegacyInput.All(dialect, receive), Is.EqualTo(found), dialect);
        }
    }
}
