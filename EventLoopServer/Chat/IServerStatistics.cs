namespace EventLoopServer.Chat;

/// <summary>The statistics of the server.</summary>
internal interface IServerStatistics
{
    /// <summary>
    /// The recent events and the current buffers, in sentences, one on each line.
    /// </summary>
    string Describe();
}
