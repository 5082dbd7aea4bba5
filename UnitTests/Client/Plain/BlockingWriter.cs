using System.Text;
using UnitTests.Support;

namespace UnitTests.Client.Plain;

/// <summary>An output that accepts nothing: each write blocks until it is disposed.</summary>
internal sealed class BlockingWriter : TextWriter
{
    private readonly ManualResetEventSlim _opened = new();
    private readonly TaskCompletionSource _blocked = new(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Completes once a write is blocked.</summary>
    public Task Blocked => _blocked.Task;

    public override void Write(char value) => Block();

    public override void Write(string? value) => Block();

    protected override void Dispose(bool disposing)
    {
        _opened.Set();
        base.Dispose(disposing);
    }

    private void Block()
    {
        _blocked.TrySetResult();
        _opened.WaitInTime();
    }
}
