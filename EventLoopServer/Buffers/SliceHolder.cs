namespace EventLoopServer.Buffers;

/// <summary>The holder of a slice, so that a leak can be attributed.</summary>
internal enum SliceHolder : byte
{
    None,
    Receive,
    Input,
    Ring,
    Channel,
}
