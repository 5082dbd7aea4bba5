namespace EventLoopServer.Buffers;

/// <summary>Who holds a slice: so that a leak has a name.</summary>
internal enum SliceHolder : byte
{
    None,
    Receive,
    Input,
    Ring,
    Channel,
}
