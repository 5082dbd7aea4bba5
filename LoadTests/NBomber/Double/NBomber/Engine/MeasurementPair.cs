using NBomber.Contracts;

namespace NBomber.Engine;

/// <summary>Good and failed responses of a step, or of whole iterations.</summary>
internal sealed class MeasurementPair(string name)
{
    public string Name => name;

    public Measurement Ok { get; } = new();

    public Measurement Fail { get; } = new();

    public int Count => Ok.Count + Fail.Count;

    public void Add(IResponse response, double ms) =>
        (response.IsError ? Fail : Ok).Add(response, ms);
}
