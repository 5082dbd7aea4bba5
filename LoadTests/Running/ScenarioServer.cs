using LoadTests.Options;
using LoadTests.Scenarios;
using LoadTests.Staging;

namespace LoadTests.Running;

/// <summary>Starts the server that a scenario is run against.</summary>
internal static class ScenarioServer
{
    private static readonly string[] s_limitsOff = ["--limits", "off"];
    private static readonly string[] s_perAddress = ["--local-clients", "0"];

    /// <summary>
    /// Starts a reactor with room for the clients and their visitors, and without rates and
    /// deadlines unless they are asked for.
    /// </summary>
    /// <returns>Null when there is one already that is to be tested.</returns>
    public static ServerUnderTest? Start(
        LoadOptions options, Scenario scenario, RunSettings settings) =>
        options.Target is not null
            ? null
            : ServerUnderTest.Start(
                ServerKind.Reactor,
                [
                    .. options.HasLimits || scenario.KeepsLimits ? s_perAddress : s_limitsOff,
                    "--log-level", "warning",
                    "--max-clients", $"{settings.Clients + 1000}",
                    .. scenario.ServerArguments,
                ]);
}
