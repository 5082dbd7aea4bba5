using System.Text;
using Protocol.Dialects;
using Protocol.Dialects.Web.Json;

namespace UnitTests.Protocol.Dialects.Web;

/// <summary>Escapes become shorter while they arrive, and keep their meaning.</summary>
internal sealed class JsonShorteningTests
{
    private const string Pair = "\\ud83d\\ude00";

    [TestCase("{}", "{}")]
    [TestCase("\"\\u0041\"", "\"A\"")]
    [TestCase("\"\\u00E9\\u00e9\"", "\"éé\"")]
    [TestCase("\"\\u738b\"", "\"王\"")]
    [TestCase($"\"{Pair}\"", "\"😀\"")]
    [TestCase("\"\\u0022\\u005c\"", "\"\\\"\\\\\"")]
    [TestCase("\"\\n\\t\\\"\\\\\"", "\"\\n\\t\\\"\\\\\"")]
    [TestCase("\"\\\\u0041\"", "\"\\\\u0041\"")]
    [TestCase("\"\\u000a\\u0000\"", "\"\\u000a\\u0000\"")]
    [TestCase("\"\\ud83d\"", "\"\\ud83d\"")]
    [TestCase("\"\\ud83dx\"", "\"\\ud83dx\"")]
    [TestCase("\"\\ud83d\\n\"", "\"\\ud83d\\n\"")]
    [TestCase("\"\\ud83d\\u0041\"", "\"\\ud83dA\"")]
    [TestCase("\"\\ude00\"", "\"\\ude00\"")]
    [TestCase("\"\\uzzzz\"", "\"\\uzzzz\"")]
    [TestCase("\\u007b\\u007d", "\\u007b\\u007d")]
    [TestCase("\"a\"\\u0041\"b\"", "\"a\"\\u0041\"b\"")]
    [TestCase("\"\\u00", "\"\\u00")]
    public void Escapes_are_replaced_at_every_split(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var space = new byte[bytes.Length];
            var progress = default(FrameProgress);
            bytes.AsSpan(0, cut).CopyTo(space);
            int length = JsonShortening.Shorten(space.AsSpan(0, cut), ref progress);
            Assert.That(
                length - progress.ShortBytes, Is.AtMost(JsonShortening.MaxPendingBytes));
            bytes.AsSpan(cut).CopyTo(space.AsSpan(length));
            length = JsonShortening.Shorten(
                space.AsSpan(0, length + bytes.Length - cut), ref progress);
            Assert.That(
                Encoding.UTF8.GetString(space, 0, length), Is.EqualTo(expected), $"{cut}");
        }
    }
}
