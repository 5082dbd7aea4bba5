using System.Net;
using LoadTests.Staging;

namespace UnitTests.Load.Scenarios;

/// <summary>A stage whose people never connect: what they say is counted and goes nowhere.
/// </summary>
internal static class StageSetting
{
    public static Stage Make(RunSettings? settings = null) =>
        new(settings ?? new RunSettings(), new IPEndPoint(IPAddress.Loopback, 1));
}
