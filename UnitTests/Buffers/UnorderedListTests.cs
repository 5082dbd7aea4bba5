using EventLoopServer.Buffers;

namespace UnitTests.Buffers;

/// <summary>A list whose elements store their indexes.</summary>
internal sealed class UnorderedListTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Each_element_is_at_its_index_after_any_changes(int seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var list = new UnorderedList<Item>();
        Item[] items = [.. Enumerable.Range(0, 20).Select(static _ => new Item())];
        HashSet<Item> expected = [];
        for (int step = 0; step < 2000; step++)
        {
            // This also adds elements that are in the list, and removes ones that are not.
            Item item = items[random.Next(items.Length)];
            if (random.Next(2) == 0)
            {
                list.Add(item);
                expected.Add(item);
            }
            else
            {
                list.Remove(item);
                expected.Remove(item);
            }

            Item[] got = [.. Enumerable.Range(0, list.Count).Select(i => list[i])];
            Assert.That(got, Is.EquivalentTo(expected), $"step {step}");
            Assert.That(
                items.Select(i => i.Index),
                Is.EqualTo(items.Select(i => Array.IndexOf(got, i))),
                $"step {step}");
        }
    }

    [Test]
    public void Element_of_another_list_is_not_moved()
    {
        var list = new UnorderedList<Item>();
        var other = new UnorderedList<Item>();
        var item = new Item();
        var foreign = new Item();
        list.Add(item);
        other.Add(foreign);
        list.Remove(foreign);
        list.Add(foreign);
        Assert.That((list.Count, list[0]), Is.EqualTo((1, item)));
        Assert.That((other.Count, other[0]), Is.EqualTo((1, foreign)));
    }

    private sealed class Item : IIndexed
    {
        public int Index { get; set; } = -1;
    }
}
