// Fixtures run in parallel; the tests of one fixture run one after the other. A fixture that
// measures the whole process, drives a terminal or sends signals to itself is NonParallelizable
// and runs alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
