using System.Net;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Who keeps a scenario going, and how long.</summary>
internal interface IScenarioRunner
{
    /// <summary>As every report names it.</summary>
    string Name { get; }

    /// <param name="server">Looked into while it runs; null when it is elsewhere.</param>
    ScenarioReport Run(
        Scenario scenario,
        RunSettings settings,
        IPEndPoint address,
        ServerUnderTest? server,
        CancellationToken cancellation);
}
