using LoadTests.Options;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Starts the server for a scenario.</summary>
internal static class ScenarioServer
{
    private static readonly string[] s_limitsOff = ["--limits", "off"];
    private static readonly string[] s_perAddress = ["--local-clients", "0"];

    /// <summary>
    /// Starts a reactor that admits the clients and temporary visitors, without rate limits and
    /// deadlines unless they are requested.
    /// </summary>
    /// <returns>
    /// The server. Null with <c>--target</c>, because the run then tests that server.
    /// </returns>
    public static ServerUnderTest? Start(
        LoadOptions options, Scenario scenario, RunSettings settings) =>
        options.Target is not null
            ? null
            : ServerUnderTest.Start(
                ServerKind.Reactor,
                scenario.HasStore ? folder => scenario.FillStore(folder, settings) : null,
                [
                    .. options.HasLimits || scenario.KeepsLimits ? s_perAddress : s_limitsOff,
                    "--log-level", "warning",
                    "--max-clients", $"{settings.Clients + 1000}",
                    .. scenario.ServerArguments,
                ]);
}
