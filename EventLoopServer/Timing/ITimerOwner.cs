namespace EventLoopServer.Timing;

/// <summary>The code for which an <see cref="OwnedTimer{T}"/> fires.</summary>
internal interface ITimerOwner<T>
{
    void Due(T subject);

    /// <summary>Called when <see cref="Due"/> threw.</summary>
    void Failed(T subject, Exception fault);
}
