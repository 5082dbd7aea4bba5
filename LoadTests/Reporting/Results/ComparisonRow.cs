namespace LoadTests.Reporting.Results;

/// <summary>One load on both servers.</summary>
/// <param name="Workload">The load in a few words.</param>
internal sealed record ComparisonRow(
    string Workload, int Clients, ComparisonSide First, ComparisonSide Second);
