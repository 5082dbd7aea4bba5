namespace EventLoopServer.Storage.Files;

/// <summary>Thrown when a store cannot be opened, or an operation of the tool failed.</summary>
/// <param name="code">The kind of fault.</param>
/// <param name="sentence">What happened.</param>
/// <param name="advice">What to do.</param>
internal sealed class StoreException(
    StoreError code, string sentence, string advice, Exception? cause = null)
    : Exception($"{sentence} {advice}", cause)
{
    public StoreError Code { get; } = code;

    public string Sentence { get; } = sentence;

    public string Advice { get; } = advice;
}
