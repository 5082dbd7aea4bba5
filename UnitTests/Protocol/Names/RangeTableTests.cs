using Protocol.Names.Unicode;

namespace UnitTests.Protocol.Names;

internal sealed class RangeTableTests
{
    [TestCase(0, false)]
    [TestCase(4, false)]
    [TestCase(5, true)]
    [TestCase(7, true)]
    [TestCase(8, false)]
    [TestCase(9, true)]
    [TestCase(10, false)]
    [TestCase(0x10FFFF, false)]
    public void Code_point_is_found_from_the_first_to_the_last_of_a_range(int c, bool isFound)
    {
        var table = new RangeTable<int>([(5, 7, 1), (9, 9, 2)]);
        Assert.That(table.Contains(c), Is.EqualTo(isFound));
    }

    [TestCase(7, 5, 8, 9)]
    [TestCase(5, 7, 7, 9)]
    [TestCase(5, 7, 1, 2)]
    public void Unordered_ranges_are_refused(int first, int last, int nextFirst, int nextLast) =>
        Assert.That(
            () => new RangeTable<int>([(first, last, 1), (nextFirst, nextLast, 2)]),
            Throws.InstanceOf<InvalidDataException>());
}
