namespace UnitTests.Fuzzing;

/// <summary>Input that once broke the code or a test, and a description of the fault.</summary>
internal sealed record Crash(string What, byte[] Input)
{
    public override string ToString() => What;
}
