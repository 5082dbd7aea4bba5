namespace UnitTests.Fuzzing;

/// <summary>Input that broke something, and what it was.</summary>
internal sealed record Crash(string What, byte[] Input)
{
    public override string ToString() => What;
}
