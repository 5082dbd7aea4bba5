namespace EventLoopServer.Connections;

/// <summary>
/// An address that cannot be listened on. The message is for the person who gave it.
/// </summary>
public sealed class ListenException : Exception
{
    public ListenException()
    {
    }

    public ListenException(string message)
        : base(message)
    {
    }

    public ListenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
