using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>Configures a test and runs it.</summary>
public static class NBomberRunner
{
    public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios) =>
        new(scenarios);

    public static NBomberContext WithTestSuite(this NBomberContext context, string testSuite) =>
        context.With(c => c.TestSuite = testSuite);

    public static NBomberContext WithTestName(this NBomberContext context, string testName) =>
        context.With(c => c.TestName = testName);

    public static NBomberContext WithReportFolder(
        this NBomberContext context, string reportFolderPath) =>
        context.With(c => c.ReportFolder = reportFolderPath);

    public static NBomberContext WithReportFileName(
        this NBomberContext context, string reportFileName) =>
        context.With(c => c.ReportFileName = reportFileName);

    public static NBomberContext WithReportFormats(
        this NBomberContext context, params ReportFormat[] reportFormats) =>
        context.With(c => c.ReportFormats = reportFormats);

    public static NBomberContext WithReportingInterval(
        this NBomberContext context, TimeSpan interval) =>
        context.With(c => c.ReportingInterval = interval);

    public static NBomberContext WithoutReports(this NBomberContext context) =>
        context.With(static c => c.ReportFormats = []);

    public static NBomberContext LoadConfig(this NBomberContext context, string path) =>
        throw new NotSupportedException(
            "The double of NBomber reads no configuration files: leave --config out.");

    /// <summary>Has no effect: the double always waits for running iterations.</summary>
    public static NBomberContext EnableStopTestForcibly(
        this NBomberContext context, bool enable) => context;

    public static NBomberContext WithLicense(this NBomberContext context, string licenseKey) =>
        context.With(c => c.License = licenseKey);

    public static NBomberContext WithScenarioCompletionTimeout(
        this NBomberContext context, TimeSpan timeout) =>
        context.With(c => c.CompletionTimeout = timeout);

    /// <summary>Has no effect: the double prints no tables.</summary>
    public static NBomberContext DisplayConsoleMetrics(
        this NBomberContext context, bool display) => context;

    public static NBomberContext WithTargetScenarios(
        this NBomberContext context, params string[] scenarioNames) =>
        context.With(c => c.TargetScenarios = scenarioNames);

    public static NodeStats Run(this NBomberContext context) => Run(context, []);

    /// <exception cref="ArgumentException">The original rejects this test too.</exception>
    public static NodeStats Run(this NBomberContext context, params string[] args)
    {
        NBomberContext test = RunArguments.Apply(context, args);
        LoadRules.Check(test);
        using var session = new TestSession(test);
        return session.Run();
    }
}
