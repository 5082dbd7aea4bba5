using System.Net;
using LoadTests.Reporting.Results;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Runs scenarios: decides when each message is sent.</summary>
internal interface IScenarioRunner
{
    /// <summary>The name in reports, with the reason for this runner where there is one.</summary>
    string Name { get; }

    /// <param name="server">Its usage is measured; null for a server on another machine.</param>
    ScenarioReport Run(
        Scenario scenario,
        RunSettings settings,
        IPEndPoint address,
        ServerUnderTest? server,
        CancellationToken cancellation);
}
