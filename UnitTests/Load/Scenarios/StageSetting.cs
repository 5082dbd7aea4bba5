using System.Net;
using LoadTests.Staging;

namespace UnitTests.Load.Scenarios;

/// <summary>A stage whose clients never connect. Their messages are counted but not sent.</summary>
internal static class StageSetting
{
    public static Stage Make(RunSettings? settings = null) =>
        new(settings ?? new RunSettings(), new IPEndPoint(IPAddress.Loopback, 1));
}
