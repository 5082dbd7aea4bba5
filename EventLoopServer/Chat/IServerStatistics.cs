namespace EventLoopServer.Chat;

/// <summary>The statistics of the server.</summary>
internal interface IServerStatistics
{
    /// <summary>
    /// Describes recent events and current buffers in sentences, one on each line.
    /// </summary>
    string Describe();
}
