using System.Reflection;
using LoadTests;
using LoadTests.Failures;
using LoadTests.Options;
using LoadTests.Running;
using LoadTests.Sentences;

namespace UnitTests.Load.Running;

/// <summary>The choice of the runner, and its name in reports.</summary>
internal sealed class RunnersTests
{
    [Test]
    public void Requested_built_in_runner_is_named_with_the_option() => Assert.That(
        Make(new LoadOptions { Runner = "builtin" }).Name,
        Is.EqualTo(RunSentences.BuiltInBecause("--runner builtin")));

    [Test]
    public void Comparisons_and_ladders_always_use_the_built_in_runner()
    {
        string name = RunSentences.BuiltInBecause(RunSentences.AlwaysBuiltIn);
        Assert.That(Make(new LoadOptions { Compares = true }).Name, Is.EqualTo(name));
        Assert.That(Make(new LoadOptions { Ladder = "rate" }).Name, Is.EqualTo(name));
    }

    [Test]
    public void Build_without_NBomber_contains_the_reason()
    {
        string? reason = typeof(Runners).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static a => a.Key == "NBomberReason")?.Value;
        if (reason is null)
        {
            Assert.Ignore("NuGet had NBomber when LoadTests was built.");
        }

        Assert.That(reason, Does.Match("^(could not be restored: .+|was left out: .+)$"));
        Assert.That(
            Make(new LoadOptions()).Name,
            Is.EqualTo(RunSentences.BuiltInBecause($"NBomber 6.6.0 {reason}")));
    }

    [Test]
    public void Smoke_test_keeps_the_requested_runner_and_report_folder()
    {
        LoadOptions asked = new LoadOptions { Runner = "nbomber", Reports = "here" }.AsSmoke();
        Assert.That((asked.Runner, asked.Reports), Is.EqualTo(("nbomber", "here")));
        Assert.That(new LoadOptions().AsSmoke().Reports, Is.Null);
    }

    [Test]
    public void Unused_licence_key_is_an_error() => Assert.That(
        Refusal(new LoadOptions { Runner = "builtin", License = "KEY" }),
        Is.EqualTo(CommandLineSentences.LicenseUnused("--runner builtin")));

    [TestCase("--clinets")]
    [TestCase("--infra=a.json")]
    public void Unused_option_is_an_error(string option) => Assert.That(
        Refusal(new LoadOptions { Runner = "builtin", Rest = [option] }),
        Is.EqualTo(CommandLineSentences.UnknownOption(option)));

    [Test]
    public void Explicit_NBomber_for_a_comparison_is_an_error() => Assert.That(
        Refusal(new LoadOptions { Runner = "nbomber", Compares = true }),
        Is.EqualTo(CommandLineSentences.NBomberCannotRun(RunSentences.AlwaysBuiltIn)));

    private static IScenarioRunner Make(LoadOptions options) =>
        Runners.Make(options, new WatchingBar(static () => { }));

    private static string Refusal(LoadOptions options) =>
        Assert.Throws<LoadTestException>(() => Make(options))!.Message;
}
