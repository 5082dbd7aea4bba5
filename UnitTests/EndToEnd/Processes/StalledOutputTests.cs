using System.Diagnostics;
using System.Text;
using EventLoopServer.Sentences;
using EventLoopServer.Sentences.Operators;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>Output that is not read, as with a stopped terminal or a pager.</summary>
internal sealed class StalledOutputTests
{
    /// <summary>
    /// A pipe takes 64 KiB and the log's queue 2,500 lines. Each client that connects and quits
    /// logs three lines.
    /// </summary>
    private const int Guests = 1500;

    private string _pipe = "";

    [SetUp]
    public void MakePipe()
    {
        _pipe = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var made = Process.Start("mkfifo", _pipe);
        made.ExitInTime();
    }

    [TearDown]
    public void DeletePipe() => File.Delete(_pipe);

    [Test]
    [Platform(Exclude = "Win", Reason = "It takes a named pipe and a signal of Unix")]
    public void Unread_output_blocks_neither_the_loop_nor_the_end()
    {
        using var program = ServerProcess.FromShell($"> {_pipe}", "--port", "0", "--drain", "1");
        using var output = new FileStream(_pipe, FileMode.Open, FileAccess.Read);
        int port = ReadPort(output);
        for (int i = 0; i < Guests; i++)
        {
            using var guest = new TestClient(port);
            guest.Say($"guest{i}");
            guest.Say("/quit");
            guest.SkipTo($"-- {GoodbyeSentences.QuitNamed($"guest{i}")}");
        }

        using var bob = new TestClient(port);
        bob.EnterAs("bob");
        bob.Ping();
        program.Type("/users");
        bob.Ping();
        program.SendTerminate();
        bob.Expect($"-- {GoodbyeSentences.ServerStops}");
        Assert.That(program.WaitForExit(), Is.Zero);
    }

    private static int ReadPort(FileStream output)
    {
        string start = SentencePart.Before(
            static port => BannerSentences.Listening($"127.0.0.1:{port}", ""));
        var line = new StringBuilder();
        int next;
        while ((next = output.ReadByte()) is > 0 and not '\n')
        {
            line.Append((char)next);
        }

        string all = line.ToString();
        Assert.That(all, Does.StartWith(start));
        return int.Parse(all[start.Length..all.IndexOf(' ', start.Length)]);
    }
}
