using LoadTests.Options;
using LoadTests.Sentences;
using UnitTests.Sentences;

namespace UnitTests.Load;

/// <summary>Options in a file, as if they were typed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConfigFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly List<string> _faults = [];

    public void Dispose() => File.Delete(_path);

    [Test]
    public void Each_option_of_the_file_stands_before_the_typed_ones() => Assert.That(
        Apply(
            """
            {
              // A comment is allowed.
              "scenario": ["echo", "churn"], "rate": 50, "for": "30s", "profile": "ramp",
              "smoke": true, "micro": false, "counts": [10, 20],
            }
            """,
            "--clients", "7"),
        Is.EqualTo(new[]
        {
            "--scenario=echo", "--scenario=churn", "--rate=50", "--for=30s", "--profile=ramp",
            "--smoke", "--counts=10", "--counts=20", "--config", _path, "--clients", "7",
        }));

    [TestCase("--clients", "7")]
    [TestCase("--clients=7")]
    public void A_typed_option_comes_first(params string[] typed) => Assert.That(
        Apply("""{ "clients": 100 }""", typed),
        Is.EqualTo((string[])["--config", _path, .. typed]));

    [Test]
    public void Without_a_file_nothing_changes() => Assert.That(
        ConfigFile.Apply(["--clients", "7"], _faults), Is.EqualTo(new[] { "--clients", "7" }));

    [TestCase("""{ "client": 1 }""", "client", "clients")]
    [TestCase("""{ "Rate": 1 }""", "Rate", "rate")]
    [TestCase("""{ "--rate": 1 }""", "--rate", "rate")]
    [TestCase("""{ "throughput": 1 }""", "throughput", null)]
    [TestCase("""{ "config": "x" }""", "config", null)]
    public void Unknown_option_is_refused_with_the_nearest_one(
        string json, string name, string? nearest)
    {
        Apply(json);
        string advice = nearest is null
            ? CommandLineSentences.HelpListsOptionsWithDashes
            : CommandLineSentences.DidYouMean(nearest);
        Assert.That(_faults, Is.EqualTo(new[]
        {
            CommandLineSentences.ConfigUnknownOption(_path, name, advice),
        }));
    }

    [TestCase("""{ "rate": true }""", "true")]
    [TestCase("""{ "rate": [1, 2] }""", "[1, 2]")]
    public void Value_of_the_wrong_kind_is_refused(string json, string value)
    {
        Apply(json);
        Assert.That(_faults, Is.EqualTo(new[]
        {
            CommandLineSentences.ConfigValueInvalid(
                _path, "rate", value, CommandLineSentences.WriteValueAsAfter("--rate")),
        }));
    }

    [Test]
    public void Text_for_a_switch_is_refused()
    {
        Apply("""{ "smoke": "yes" }""");
        Assert.That(_faults, Is.EqualTo(new[]
        {
            CommandLineSentences.ConfigValueInvalid(
                _path, "smoke", "\"yes\"", CommandLineSentences.WriteTrueOrFalse),
        }));
    }

    [Test]
    public void File_without_an_object_is_refused()
    {
        Apply("[]");
        Assert.That(
            _faults, Is.EqualTo(new[] { CommandLineSentences.ConfigNotObject(_path) }));
    }

    [Test]
    public void A_file_that_is_no_JSON_is_refused_with_the_place()
    {
        Apply("{ clients: 1 }");
        Assert.That(_faults.Single(), Does.StartWith(
            SentencePart.Before(f => CommandLineSentences.ConfigNotJson(_path, f)))
            .And.Contain("LineNumber: 0"));
    }

    [Test]
    public void A_file_that_is_not_there_is_refused()
    {
        ConfigFile.Apply(["--config", _path + "-none"], _faults);
        Assert.That(_faults.Single(), Does.StartWith(
            SentencePart.Before(f => CommandLineSentences.ConfigUnreadable(_path + "-none", f))));
    }

    [Test]
    public void A_value_that_is_out_of_range_is_refused_as_if_it_were_typed()
    {
        File.WriteAllText(_path, """{ "clients": 0 }""");
        var command = new LoadTests.LoadCommand();
        Assert.That(
            command.Check(command.Parse(["--config", _path])),
            Is.EqualTo(new[] { "--clients takes a whole number from 1 to 15000, not '0'." }));
    }

    private string[] Apply(string json, params string[] typed)
    {
        File.WriteAllText(_path, json);
        return ConfigFile.Apply(["--config", _path, .. typed], _faults);
    }
}
