using EventLoopServer.Configuration;
using EventLoopServer.Configuration.Schema;

namespace UnitTests.Configuration.Effects;

/// <summary>
/// Each option that a reload applies changes the behaviour of a server that already runs.
/// </summary>
internal sealed class OptionReloadTests
{
    /// <summary>
    /// The options that a reload applies. Those of the certificate and of the log are tested in
    /// processes.
    /// </summary>
    private static IEnumerable<OptionEffect> Reloaded
    {
        get
        {
            string[] names =
            [
                .. new OptionSchema<ServerOptions>().Rows
                    .Where(static r => r.AppliesOnReload && !r.Name.StartsWith("--certificate"))
                    .Select(static r => r.Name),
            ];
            return OptionEffectTests.All.Where(e => names.Contains(e.Name));
        }
    }

    [TestCaseSource(nameof(Reloaded))]
    public void Reload_applies_the_option(OptionEffect effect)
    {
        using var world = new OptionWorld(effect.Always);
        world.Reload($"{effect.Always} {effect.Option}");
        Assert.That(effect.Observe(world), Is.EqualTo(effect.With), "after the reload");
        using var back = new OptionWorld($"{effect.Always} {effect.Option}");
        back.Reload(effect.Always);
        Assert.That(effect.Observe(back), Is.EqualTo(effect.Without), "after the reload back");
    }
}
