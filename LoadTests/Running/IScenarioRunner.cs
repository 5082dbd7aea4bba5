using System.Net;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Runs scenarios: decides when each message is sent.</summary>
internal interface IScenarioRunner
{
    /// <summary>The name in reports. It may contain the reason for this runner.</summary>
    string Name { get; }

    /// <param name="server">
    /// The server whose usage is measured. Null for a server on another machine.
    /// </param>
    ScenarioReport Run(
        Scenario scenario,
        RunSettings settings,
        IPEndPoint address,
        ServerUnderTest? server,
        CancellationToken cancellation);
}
