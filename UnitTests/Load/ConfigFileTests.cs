using LoadTests.Options;

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

    [TestCase("""{ "client": 1 }""", "has an unknown option \"client\". Did you mean \"clients\"?")]
    [TestCase("""{ "Rate": 1 }""", "has an unknown option \"Rate\". Did you mean \"rate\"?")]
    [TestCase(
        """{ "--rate": 1 }""",
        "has an unknown option \"--rate\". Did you mean \"rate\"?")]
    [TestCase(
        """{ "throughput": 1 }""",
        "has an unknown option \"throughput\". --help lists the options. "
        + "Write them without dashes.")]
    [TestCase(
        """{ "config": "x" }""",
        "has an unknown option \"config\". --help lists the options. Write them without dashes.")]
    [TestCase(
        """{ "rate": true }""",
        "has \"rate\": true. Write the value as after --rate, in quotes.")]
    [TestCase(
        """{ "rate": [1, 2] }""",
        "has \"rate\": [1, 2]. Write the value as after --rate, in quotes.")]
    [TestCase(
        """{ "smoke": "yes" }""",
        "has \"smoke\": \"yes\". Write true or false.")]
    [TestCase("[]", "is not a JSON object. Write { \"clients\": 100 }.")]
    public void What_is_wrong_in_the_file_is_refused_in_a_sentence(string json, string sentence)
    {
        Apply(json);
        Assert.That(_faults, Is.EqualTo(new[] { $"--config: {_path} {sentence}" }));
    }

    [Test]
    public void A_file_that_is_no_JSON_is_refused_with_the_place()
    {
        Apply("{ clients: 1 }");
        Assert.That(_faults.Single(), Does.StartWith($"--config: {_path} is not valid JSON: ")
            .And.Contain("LineNumber: 0"));
    }

    [Test]
    public void A_file_that_is_not_there_is_refused()
    {
        ConfigFile.Apply(["--config", _path + "-none"], _faults);
        Assert.That(_faults.Single(), Does.StartWith($"--config: {_path}-none cannot be read: "));
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
