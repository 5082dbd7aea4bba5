using System.ComponentModel;
using System.Diagnostics;
using SimpleClient.Sentences;
using SimpleClient.Standard;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Text;

namespace SimpleClient.Terminal.Effects;

/// <summary>
/// Runs the user's program after an unseen mention. No shell reads its arguments, and they have no
/// text of the chat. The sender and the text are environment variables, which other users of the
/// machine cannot read.
/// </summary>
/// <param name="report">Receives an error, from any thread.</param>
/// <param name="time">The clock.</param>
/// <param name="deadline">The time after which the program is ended; null for 10 s.</param>
internal sealed class MentionCommand(
    Action<string> report, TimeProvider time, TimeSpan? deadline = null) : IDisposable
{
    /// <summary>The variables for the program.</summary>
    public const string Place = "TCPCHAT_PLACE";

    /// <summary>The name of the sender.</summary>
    public const string Sender = "TCPCHAT_SENDER";

    /// <summary>The text of the message.</summary>
    public const string Text = "TCPCHAT_TEXT";

    /// <summary>The shortest time between two starts.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _deadline = deadline ?? TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource _closing = new();
    private long? _started;
    private Task _running = Task.CompletedTask;
    private string _lastFault = "";

    /// <summary>Completes when no program is running.</summary>
    public Task Ended => _running;

    /// <summary>
    /// Starts the program, unless the last start is too recent or the program is still running.
    /// </summary>
    /// <returns>False when it is not started.</returns>
    public bool Run(IReadOnlyList<string> command, Alert alert)
    {
        bool isTooSoon = _started is { } before && time.GetElapsedTime(before) < Pause;
        if (command.Count == 0 || isTooSoon || !_running.IsCompleted)
        {
            return false;
        }

        _started = time.GetTimestamp();

        // Starting a process may block, and the keys must not wait for it.
        _running = Task.Run(() => RunAsync(Start(command, alert), _closing.Token));
        return true;
    }

    /// <summary>Ends a running program.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _running.Wait(TimeSpan.FromSeconds(1));
        _closing.Dispose();
    }

    private static ProcessStartInfo Start(IReadOnlyList<string> command, Alert alert)
    {
        ProcessStartInfo start = ProgramStart.Of(command[0], command.Skip(1));
        start.Environment[Place] = SafeText.Of(alert.Place);
        start.Environment[Sender] = SafeText.Of(alert.Name);
        start.Environment[Text] = SafeText.Of(alert.Text);
        return start;
    }

    private async Task RunAsync(ProcessStartInfo start, CancellationToken closing)
    {
        string fault;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(closing);
        try
        {
            using Process process = Process.Start(start)!;
            try
            {
                // A program that writes more than a pipe holds would wait for a reader.
                process.StandardInput.Close();
                Task drained = Task.WhenAll(
                    process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, ending.Token),
                    process.StandardError.BaseStream.CopyToAsync(Stream.Null, ending.Token));
                await process.WaitForExitAsync(ending.Token).WaitAsync(_deadline, closing);
                fault = process.ExitCode == 0 ? "" : SettingSentences.ExitCode(process.ExitCode);
                await ending.CancelAsync();
                await drained.ContinueWith(static _ => { }, TaskScheduler.Default);
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                fault = SettingSentences.TookTooLong(_deadline.TotalSeconds);
            }
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            fault = e.Message.TrimEnd('.');
        }

        if (fault.Length > 0 && fault != _lastFault && !closing.IsCancellationRequested)
        {
            report(SettingSentences.MentionFailed(start.FileName, fault));
        }

        _lastFault = fault;
    }
}
