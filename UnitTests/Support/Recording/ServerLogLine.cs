using Microsoft.Extensions.Logging;

namespace UnitTests.Support.Recording;

/// <summary>One line that the server logged.</summary>
internal sealed record ServerLogLine(int Number, LogLevel Level, string Text, Exception? Fault);
