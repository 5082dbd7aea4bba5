using SimpleClient.Configuration;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Text;

internal sealed class NameColourTests
{
    private const double ReadableContrast = 3.6;

    private static readonly int[] s_levels = [0, 95, 135, 175, 215, 255];

    [Test]
    public void Every_colour_is_readable_on_black_and_on_white()
    {
        byte[] all = [.. NameColour.Palette, NameColour.Alarm, NameColour.Private, NameColour.Code];
        foreach (byte colour in all)
        {
            double light = Luminance(colour);
            Assert.That((light + 0.05) / 0.05, Is.GreaterThan(ReadableContrast), $"{colour}");
            Assert.That(1.05 / (light + 0.05), Is.GreaterThan(ReadableContrast), $"{colour}");
        }
    }

    [Test]
    public void Theme_has_as_many_colours_with_more_contrast()
    {
        byte[] all = [.. NameColour.Palette, NameColour.Alarm, NameColour.Private, NameColour.Code];
        byte[] dark = [.. all.Select(static c => ThemeColours.Of(c, Theme.Dark))];
        byte[] light = [.. all.Select(static c => ThemeColours.Of(c, Theme.Light))];
        Assert.That(dark, Is.Unique);
        Assert.That(light, Is.Unique);
        Assert.That(dark.Min(static c => (Luminance(c) + 0.05) / 0.05), Is.GreaterThan(7));
        Assert.That(light.Min(static c => 1.05 / (Luminance(c) + 0.05)), Is.GreaterThan(5.5));
        Assert.That(ThemeColours.Of(0, Theme.Dark), Is.Zero, "the terminal's own colour stays");
        Assert.That(new Style { Colour = 27 }.Sequence(true, Theme.Light), Does.Contain(";5;26"));
    }

    [Test]
    public void Name_has_one_colour_in_any_case()
    {
        Assert.That(NameColour.Of("Alice"), Is.EqualTo(NameColour.Of("alice")));
        Assert.That(NameColour.Of("alice"), Is.EqualTo(98), "the same in every run");
    }

    [Test]
    public void Names_are_spread_over_the_colours()
    {
        int used = Enumerable.Range(0, 200)
            .Select(static i => NameColour.Of($"guest{i}"))
            .Distinct()
            .Count();
        Assert.That(used, Is.EqualTo(NameColour.Palette.Count));
    }

    /// <summary>WCAG's relative luminance of a colour of xterm's colour cube.</summary>
    private static double Luminance(byte colour)
    {
        int at = colour - 16;
        return (0.2126 * Linear(s_levels[at / 36])) + (0.7152 * Linear(s_levels[at / 6 % 6]))
            + (0.0722 * Linear(s_levels[at % 6]));
    }

    private static double Linear(int level)
    {
        double part = level / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
