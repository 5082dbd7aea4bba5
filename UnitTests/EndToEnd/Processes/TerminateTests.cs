using System.Net.Sockets;
using EventLoopServer.Sentences;
using Protocol.Messages;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.EndToEnd.Processes;

/// <summary>SIGTERM for a real process during a conversation.</summary>
internal sealed class TerminateTests
{
    private const int Writers = 4;

    /// <summary>The number of native readers, and also of text readers.</summary>
    private const int Readers = 2;

    /// <summary>Messages that some reader has not read yet: 10 KB for each reader.</summary>
    private const int Window = 256;

    /// <summary>Messages that all readers have read when the signal is sent.</summary>
    private const int Before = 1000;

    private const string Room = "tea";
    private const string Goodbye = $"-- {GoodbyeSentences.ServerStops}";

    private readonly List<NativeTestClient> _natives = [];
    private readonly List<TestClient> _texts = [];

    [TearDown]
    public void Stop()
    {
        _natives.ForEach(n => n.Dispose());
        _texts.ForEach(t => t.Dispose());
        _natives.Clear();
        _texts.Clear();
    }

    [TestCase("")]
    [TestCase("--hot-limit 1 --park-after 0 --park-looks 0")]
    [Platform(Exclude = "Win", Reason = "Windows has no kill(2) to send SIGTERM with")]
    public void All_clients_receive_the_same_messages_until_a_SIGTERM(string parking)
    {
        using var program = new ServerProcess(
        [
            "--port", "0", "--limits", "off",
            .. parking.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        LetAllIn(program.WaitForPort());
        var window = new SendWindow(_natives.Count + _texts.Count, Window);
        var acknowledged = new HashSet<ulong>[_natives.Count];
        Task<List<string>>[] readers =
        [
            .. _natives.Select((native, i) =>
                Run(() => Read(native, acknowledged[i] = [], () => window.CountRead(i), window))),
            .. _texts.Select((text, i) =>
                Run(() => Read(text, () => window.CountRead(_natives.Count + i), window))),
        ];
        Task<Dictionary<ulong, string>>[] writers =
            [.. _natives.Take(Writers).Select((native, i) => Run(() => Write(native, i, window)))];
        window.WaitForRead(Before);
        program.SendTerminate();
        Assert.That(
            Task.WaitAll([.. readers, .. writers], 2 * TestClientSocket.DeadlineMs), "one hangs");
        Assert.That(program.WaitForExit(), Is.Zero, program.Errors);

        List<string> lines = readers[0].Result;
        Assert.That(lines, Has.Count.AtLeast(Before));
        foreach (Task<List<string>> reader in readers)
        {
            Assert.That(reader.Result, Is.EqualTo(lines));
        }

        for (int i = 0; i < Writers; i++)
        {
            List<string> said = lines.FindAll(l => l.Contains($"w{i}: ", StringComparison.Ordinal));
            string[] sent = [.. writers[i].Result.OrderBy(s => s.Key).Select(s => s.Value)];
            Assert.That(said, Is.EqualTo(sent.Take(said.Count)), $"what w{i} sent, without a hole");
            Assert.That(
                acknowledged[i].Select(id => writers[i].Result[id]),
                Is.SubsetOf(said),
                $"the messages of w{i} that were confirmed");
        }
    }

    /// <summary>All clients join both rooms before any message is sent.</summary>
    private void LetAllIn(int port)
    {
        for (int i = 0; i < Writers + Readers; i++)
        {
            var native = new NativeTestClient(port);
            _natives.Add(native);
            native.EnterAs(i < Writers ? $"w{i}" : $"n{i}");
            native.Request(RequestVerb.Join, Room);
            native.Request(RequestVerb.Ping);
            native.SkipTo(EventKind.Pong);
        }

        for (int i = 0; i < Readers; i++)
        {
            var text = new TestClient(port);
            _texts.Add(text);
            text.EnterAs($"t{i}");
            text.Say($"/join {Room}");
            text.Say("/ping");
            text.SkipTo(TextLine.Pong());
        }
    }

    /// <summary>Sends messages, alternating between the rooms, until the end.</summary>
    /// <returns>All sent messages, by request id.</returns>
    private static Dictionary<ulong, string> Write(
        NativeTestClient writer, int number, SendWindow window)
    {
        var sent = new Dictionary<ulong, string>();
        for (int i = number; window.WaitToSend(); i++)
        {
            bool isThere = i % 2 == 0;
            string line = $"{writer.Name}: message {i}";
            try
            {
                ulong id = writer.Request(
                    RequestVerb.Say, isThere ? Room : "lobby", $"message {i}");
                sent.Add(id, isThere ? $"[{Room}] {line}" : line);
            }
            catch (SocketException)
            {
                // The server has ended. The readers check its goodbye.
                break;
            }
        }

        return sent;
    }

    private static List<string> Read(
        NativeTestClient reader, HashSet<ulong> acknowledged, Action count, SendWindow window)
    {
        var lines = new List<string>();
        TestClientEvent e;
        while ((e = reader.ReadEvent()).Kind != EventKind.Goodbye)
        {
            if (e.Kind == EventKind.Said)
            {
                lines.Add((e.Room == Room ? $"[{Room}] " : "") + $"{e.Name}: {e.Text}");
                count();
            }
            else if (e.Kind == EventKind.Done)
            {
                acknowledged.Add(e.RequestId);
            }
        }

        window.End();
        Assert.That(e.Number, Is.EqualTo((ulong)GoodbyeReason.ServerStops));
        reader.ExpectEnd();
        return lines;
    }

    private static List<string> Read(TestClient reader, Action count, SendWindow window)
    {
        var lines = new List<string>();
        string line;
        while ((line = reader.ReadLine()) != Goodbye)
        {
            if (line.Contains(": message ", StringComparison.Ordinal))
            {
                lines.Add(line);
                count();
            }
        }

        window.End();
        reader.ExpectEnd();
        return lines;
    }

    private static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, TaskCreationOptions.LongRunning);
}
