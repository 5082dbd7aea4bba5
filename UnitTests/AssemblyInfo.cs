// Fixtures run beside each other, the tests of one fixture one after the other. A fixture that
// measures the whole process, drives a terminal or sends signals to itself is NonParallelizable:
// it runs alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
