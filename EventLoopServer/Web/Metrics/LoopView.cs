using System.Buffers;
using System.Text.Json;
using EventLoopServer.Connections;
using EventLoopServer.Observability;
using EventLoopServer.Polling;
using EventLoopServer.Threading;
using EventLoopServer.Web.Answers;
using Protocol.Dialects.Web.Http;

namespace EventLoopServer.Web.Metrics;

/// <summary>
/// Samples of the loop for the live view. A sample has totals, which the page turns into rates, and
/// the state of the connections. The server makes a sample only for a request, and at most twice a
/// second for any number of browsers. A sample covers a limited number of connections.
/// </summary>
internal sealed class LoopView(MetricsSources sources)
{
    /// <summary>
    /// The number of connections that the page shows as dots: the first ones of the table.
    /// </summary>
    public const int MaxSlots = 2048;

    /// <summary>The age, in ms, at which a request gets a new sample.</summary>
    private const long MaxAgeMs = 500;

    private static readonly string[] s_phases =
        [.. Enum.GetNames<Phase>().Select(static n => n.ToLowerInvariant())];

    private readonly byte[] _states = new byte[MaxSlots];
    private WebAnswer? _last;
    private long _lastMs;

    public WebAnswer Answer()
    {
        long nowMs = sources.Loop.Clock.NowMs;
        if (_last is null || nowMs - _lastMs >= MaxAgeMs)
        {
            _last = Make();
            _lastMs = nowMs;
        }

        return _last;
    }

    private WebAnswer Make()
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            WriteTurns(json, sources.Loop.Stats);
            WriteTraffic(json, sources.Loop.Stats);
            WriteQueues(json);
            WriteConnections(json, sources.Loop);
            json.WriteEndObject();
        }

        return new WebAnswer(HttpStatus.Ok)
        {
            Part = WebPart.Loop,
            Type = "application/json",
            Body = bytes.WrittenMemory,
            Fields = "Cache-Control: no-store\r\n",
        };
    }

    private void WriteTurns(Utf8JsonWriter json, ServerStats stats)
    {
        json.WriteNumber("atMs", sources.Loop.Clock.NowMs);
        json.WriteNumber("turns", stats.Turns);
        json.WriteStartObject("phasesNs");
        for (int n = 0; n < s_phases.Length; n++)
        {
            json.WriteNumber(s_phases[n], stats.PhaseNs[n]);
        }

        json.WriteEndObject();
        WriteNumbers(json, "turnsByLength", stats.TurnTimes.Counts);
        WriteNumbers(json, "lengthsNs", TurnHistogram.BoundsNs);
    }

    private void WriteTraffic(Utf8JsonWriter json, ServerStats stats)
    {
        json.WriteNumber("requests", stats.Requests);
        json.WriteNumber("deliveries", sources.FanOut.Deliveries);
        json.WriteNumber("sends", stats.Sends);
        json.WriteNumber("receivedBytes", stats.BytesIn);
        json.WriteNumber("sentBytes", stats.BytesOut);
        json.WriteNumber("parks", stats.Parks);
        json.WriteNumber("wakes", stats.Wakes);
        json.WriteNumber("members", sources.Directory.People);
        json.WriteNumber("rooms", sources.Directory.Rooms.Count);
    }

    private void WriteQueues(Utf8JsonWriter json)
    {
        json.WriteStartObject("queues");
        json.WriteNumber("backlogBytes", sources.SlowReaders.WaitingBytes);
        json.WriteNumber("store", sources.Directory.Store.Appended - sources.Directory.Store.Kept);
        json.WriteNumber("timers", sources.Loop.Timers.Count);
        json.WriteNumber("buffers", sources.Slab.Rented);
        json.WriteNumber("buffersMade", sources.Slab.Made);
        foreach ((string queue, IBackgroundWorker worker) in sources.Workers)
        {
            json.WriteNumber(queue, worker.Queued);
        }

        json.WriteEndObject();
    }

    /// <summary>
    /// Writes one letter for each slot of the table. The position of the letter is the slot, so the
    /// page shows a connection at the same place as long as the connection lives.
    /// </summary>
    private void WriteConnections(Utf8JsonWriter json, LoopServices loop)
    {
        json.WriteNumber("connections", loop.Table.Count);
        json.WriteNumber("hot", loop.Poller.HotCount);
        json.WriteNumber("parked", loop.Poller.ParkedCount);
        int slots = Math.Min(loop.Table.SlotsUsed, MaxSlots);
        for (int slot = 0; slot < slots; slot++)
        {
            _states[slot] = LetterOf(loop.Table[slot], loop.Poller);
        }

        json.WriteString("slots", _states.AsSpan(0, slots));
    }

    private static byte LetterOf(Connection? connection, IPoller poller) => connection switch
    {
        null => (byte)'.',
        { IsOpen: false } => (byte)'c',
        { Ring.Count: > 0 } => (byte)'s',
        _ => poller.StateOf(connection.Slot) switch
        {
            PollState.Recent => (byte)'r',
            PollState.Hot => (byte)'h',
            PollState.Parked => (byte)'p',
            _ => (byte)'w',
        },
    };

    private static void WriteNumbers(
        Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
