using EventLoopServer.Polling;

namespace UnitTests.Polling;

internal sealed class SlotSetTests
{
    [Test]
    public void Random_changes_agree_with_a_set([Range(1, 4)] int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var set = new SlotSet();
        var model = new HashSet<int>();
        for (int step = 0; step < 3000; step++)
        {
            int slot = random.Next(200);
            if (random.Next(2) == 0)
            {
                set.Add(slot);
                model.Add(slot);
            }
            else
            {
                set.Remove(slot);
                model.Remove(slot);
            }

            Assert.That(
                Enumerable.Range(0, set.Count).Select(i => set[i]),
                Is.EquivalentTo(model),
                $"seed {seed}, step {step}");
        }
    }
}
