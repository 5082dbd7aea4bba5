using Protocol.Messages;
using SimpleClient.Library;
using SimpleClient.Lines;

namespace UnitTests.Client.Lines;

/// <summary>Files in the lines of a client without a terminal.</summary>
internal sealed class FileLinesTests
{
    private const string LinkBase = "https://192.0.2.7:5050";

    private static readonly string s_id = new('a', 32);

    [Test]
    public void Offer_is_answered_with_a_whole_command_for_curl() => Assert.That(
        EventLines.Of(
            new ChatEvent
            {
                Kind = EventKind.Slot,
                Room = "lobby",
                Text = "tea.txt",
                Detail = $"/up/{s_id}",
                Count = 300,
            },
            LinkBase),
        Has.One.EndsWith($" curl -T tea.txt {LinkBase}/up/{s_id}"));

    [Test]
    public void Shared_file_is_shown_with_a_whole_link() => Assert.That(
        EventLines.Of(
            new ChatEvent
            {
                Kind = EventKind.Shared,
                Room = "lobby",
                Name = "bob",
                Text = $"{s_id} 9 text/plain 0x0 green tea.txt",
            },
            LinkBase),
        Is.EqualTo(
            new[]
            {
                $"-- bob shared green tea.txt (9 bytes): {LinkBase}/f/{s_id}/green%20tea.txt",
            }));
}
