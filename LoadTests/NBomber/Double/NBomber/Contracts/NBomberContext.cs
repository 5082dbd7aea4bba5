using NBomber.Contracts.Stats;

namespace NBomber.Contracts;

/// <summary>A test configuration.</summary>
public sealed class NBomberContext
{
    internal NBomberContext(ScenarioProps[] scenarios) => Scenarios = scenarios;

    internal ScenarioProps[] Scenarios { get; }

    internal string TestSuite { get; set; } = "nbomber_default_test_suite_name";

    internal string TestName { get; set; } = "nbomber_default_test_name";

    internal string ReportFolder { get; set; } = "reports";

    /// <summary>
    /// The name of the report files. Null: it is derived from the session's name.
    /// </summary>
    internal string? ReportFileName { get; set; }

    /// <summary>The formats of the reports. Empty: no reports.</summary>
    internal ReportFormat[] ReportFormats { get; set; } = Enum.GetValues<ReportFormat>();

    internal TimeSpan ReportingInterval { get; set; } = TimeSpan.FromSeconds(5);

    internal TimeSpan CompletionTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The scenarios to run. Null: all registered scenarios.</summary>
    internal string[]? TargetScenarios { get; set; }

    internal string? License { get; set; }

    internal NBomberContext With(Action<NBomberContext> change)
    {
        var copy = (NBomberContext)MemberwiseClone();
        change(copy);
        return copy;
    }
}
