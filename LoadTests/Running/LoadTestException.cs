namespace LoadTests.Running;

/// <summary>A load test that cannot go on, with a sentence for who started it.</summary>
internal sealed class LoadTestException(string message) : Exception(message);
