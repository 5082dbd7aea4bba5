using System.Buffers;
using Protocol.Messages;

namespace EventLoopServer.Sessions.Rates;

/// <summary>
/// A copy of a client's request that waits for a budget. The bytes of the copy are rented from a
/// pool while the request waits.
/// </summary>
internal sealed class DeferredRequest
{
    private byte[]? _bytes;
    private RequestVerb _verb;
    private ulong _id;
    private ulong _number;
    private int _spellingBytes;
    private int _targetBytes;
    private int _textBytes;

    public bool IsEmpty => _bytes is null;

    /// <summary>The request, valid until it is cleared.</summary>
    public ClientRequest Request => new()
    {
        Verb = _verb,
        Id = _id,
        Number = _number,
        CommandWord = _bytes.AsSpan(0, _spellingBytes),
        Target = _bytes.AsSpan(_spellingBytes, _targetBytes),
        Text = _bytes.AsSpan(_spellingBytes + _targetBytes, _textBytes),
    };

    public void Keep(in ClientRequest request)
    {
        int bytes = request.CommandWord.Length + request.Target.Length + request.Text.Length;
        byte[] copy = ArrayPool<byte>.Shared.Rent(Math.Max(1, bytes));
        request.CommandWord.CopyTo(copy);
        request.Target.CopyTo(copy.AsSpan(request.CommandWord.Length));
        request.Text.CopyTo(copy.AsSpan(request.CommandWord.Length + request.Target.Length));
        _verb = request.Verb;
        _id = request.Id;
        _number = request.Number;
        _spellingBytes = request.CommandWord.Length;
        _targetBytes = request.Target.Length;
        _textBytes = request.Text.Length;
        Clear();
        _bytes = copy;
    }

    public void Clear()
    {
        if (_bytes is { } bytes)
        {
            _bytes = null;
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
