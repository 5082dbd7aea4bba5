using System.Text;
using SimpleClient.Terminal.Device;

namespace UnitTests.Client.Terminal.Device;

internal sealed class Utf16InputTests
{
    [Test]
    public void Text_split_at_every_unit_is_unchanged()
    {
        const string text = "a\u00E9\u65E5\U0001F600\u001A\U0001F468\u200D\U0001F469\r";
        for (int cut = 0; cut <= text.Length; cut++)
        {
            var input = new Utf16Input();
            byte[] bytes = [.. Convert(input, text[..cut]), .. Convert(input, text[cut..])];
            Assert.That(Encoding.UTF8.GetString(bytes), Is.EqualTo(text), $"cut at {cut}");
        }
    }

    [Test]
    public void Half_a_surrogate_pair_gives_no_bytes_until_the_other_half_arrives()
    {
        var input = new Utf16Input();
        Assert.That(Convert(input, "\uD83D"), Is.Empty);
        Assert.That(Encoding.UTF8.GetString(Convert(input, "\uDE00")), Is.EqualTo("\U0001F600"));
    }

    [Test]
    public void Lone_surrogate_is_replaced_without_affecting_its_neighbours()
    {
        var input = new Utf16Input();
        byte[] bytes =
        [
            .. Convert(input, "\uD83D"), .. Convert(input, "x"), .. Convert(input, "\uDE00y"),
        ];
        Assert.That(Encoding.UTF8.GetString(bytes), Is.EqualTo("\uFFFDx\uFFFDy"));
    }

    [TestCase(16)]
    [TestCase(17)]
    [TestCase(4096)]
    public void Requested_number_of_units_always_fits(int bytes)
    {
        var input = new Utf16Input();
        Convert(input, "\uD83D");
        string units = new('\u65E5', Utf16Input.MaxUnits(bytes));
        Assert.That(input.Convert(units, new byte[bytes]), Is.LessThanOrEqualTo(bytes));
    }

    private static byte[] Convert(Utf16Input input, string text)
    {
        byte[] bytes = new byte[64];
        return bytes[..input.Convert(text, bytes)];
    }
}
