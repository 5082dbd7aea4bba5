namespace EventLoopServer.Chat;

/// <summary>What the server can tell about itself.</summary>
internal interface IServerStatistics
{
    /// <summary>What it has done lately and what it holds, in sentences, a line each.</summary>
    string Describe();
}
