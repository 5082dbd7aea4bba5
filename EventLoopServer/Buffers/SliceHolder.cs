namespace EventLoopServer.Buffers;

/// <summary>What holds a slice. A leak can be traced to its holder.</summary>
internal enum SliceHolder : byte
{
    None,
    Receive,
    Input,
    Ring,
    Channel,
}
