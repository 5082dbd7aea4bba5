namespace EventLoopServer.Buffers;

/// <summary>An element that stores its index in an <see cref="UnorderedList{T}"/>.</summary>
internal interface IIndexed
{
    /// <summary>Set by the list; -1 while the element is in no list.</summary>
    int Index { get; set; }
}
