using LoadTests.Failures;
using LoadTests.Measuring;
using LoadTests.Sentences;

namespace UnitTests.Load.Running;

/// <summary>The number of connections that a process may have.</summary>
internal sealed class DescriptorsTests
{
    [TestCase("Max open files            20000      20000      files", 19_750)]
    [TestCase("Max open files            100        200        files", 0)]
    [TestCase("Max open files            unlimited  unlimited  files", null)]
    [TestCase("Max processes             7000       7000       processes", null)]
    public void Descriptor_limit_minus_a_reserve_is_available_for_clients(
        string line, int? clients) =>
        Assert.That(Descriptors.Parse(["Limit  Soft Limit  Hard Limit  Units", line]),
            Is.EqualTo(clients));

    [Test]
    public void Too_many_clients_are_refused_with_a_sentence()
    {
        Assume.That(Descriptors.Clients, Is.Not.Null, "this system does not tell");
        int most = Descriptors.Clients!.Value;
        Descriptors.Require(most);
        LoadTestException e = Assert.Throws<LoadTestException>(
            () => Descriptors.Require(most + 1))!;
        Assert.That(e.Message, Is.EqualTo(RunSentences.TooFewDescriptors(most + 1, most)));
    }
}
