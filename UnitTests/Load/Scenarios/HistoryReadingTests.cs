using System.Globalization;
using System.Text;
using EventLoopServer.Chat.Storage;
using EventLoopServer.Configuration;
using EventLoopServer.Storage;
using EventLoopServer.Threading;
using EventLoopServer.Timing;
using LoadTests.Archive;
using LoadTests.Checking;
using LoadTests.Scenarios;
using LoadTests.Staging;
using Microsoft.Extensions.Logging.Abstractions;
using Protocol.Dialects.Native;
using Protocol.Framing;
using Protocol.Messages;

namespace UnitTests.Load.Scenarios;

/// <summary>The readers of the scenario history, and the checks of their pages.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class HistoryReadingTests : IDisposable
{
    private readonly Stage _stage = StageSetting.Make();
    private readonly ArchiveReader _reader;

    public HistoryReadingTests() => _reader = new ArchiveReader(_stage, seed: 1);

    public void Dispose()
    {
        _reader.Dispose();
        _stage.Dispose();
    }

    [TestCase(4, 1)]
    [TestCase(100, 20)]
    public void Control_run_has_the_same_clients_and_store_but_no_readers(int clients, int readers)
    {
        var settings = new RunSettings { Clients = clients };
        var scenario = new HistoryReading();
        Assert.That(scenario.Connections(settings), Is.EqualTo(clients + readers));
        Assert.That(scenario.MaxTimesWithout, Is.EqualTo(1.2));
        using Stage stage = StageSetting.Make(settings);
        scenario.SetUp(stage);
        using Stage quiet = StageSetting.Make(settings);
        Scenario without = scenario.Without!;
        without.SetUp(quiet);
        Assert.That(stage.Clients, Has.Count.EqualTo(clients), "readers are not measured");
        Assert.That(quiet.Clients, Has.Count.EqualTo(clients));
        Assert.That(quiet.Flows, Has.Count.EqualTo(stage.Flows.Count));
        Assert.That((without.HasStore, scenario.HasStore), Is.EqualTo((true, true)));
        Assert.That(scenario.Remark(stage, []), Does.StartWith($"{readers} readers, 0 pages"));
        Assert.That(without.Remark(quiet, []), Is.Null);
    }

    [Test]
    public void Run_in_which_a_reader_receives_nothing_has_failed()
    {
        var patient = new HistoryReading();
        patient.SetUp(_stage);
        Assert.That(patient.Settle(_stage), Is.False, "the first answers may still come");
        var scenario = new HistoryReading { FirstAnswerWait = TimeSpan.Zero };
        scenario.SetUp(_stage);
        Assert.That(scenario.Settle(_stage), Is.True);
        Assert.That(scenario.Settle(_stage), Is.True);
        Assert.That(_stage.Checker.CountOf(ErrorKind.Lost), Is.EqualTo(1));
    }

    [Test]
    public void Reader_asks_for_older_pages_until_the_first_line_and_begins_again()
    {
        Assert.That(Ask(out ulong before), Is.EqualTo(RequestVerb.History));
        Assert.That(before, Is.Zero);
        Answer(lines: (151, 200));
        Ask(out before);
        Assert.That(before, Is.EqualTo(151));
        Answer(lines: (1, 150), "start"u8);
        Ask(out before);
        Assert.That(before, Is.Zero);
        Assert.That(_reader.Pages, Is.EqualTo(2));
        Assert.That(_stage.Checker.Errors(), Is.Empty);
    }

    [Test]
    public void Gap_in_a_page_and_between_two_pages_is_an_error()
    {
        Ask(out _);
        Answer(lines: (151, 200));
        Ask(out _);
        Answer(lines: (100, 149));
        Assert.That(_stage.Checker.CountOf(ErrorKind.Lost), Is.EqualTo(1));
        Ask(out _);
        Past(2);
        Line(97);
        Line(99);
        Assert.That(_stage.Checker.CountOf(ErrorKind.Disorder), Is.EqualTo(1));
    }

    [Test]
    public void Every_fifth_request_is_a_search_and_a_refusal_is_an_error()
    {
        for (int i = 1; i < 5; i++)
        {
            Assert.That(Ask(out _), Is.EqualTo(RequestVerb.History));
            Answer(lines: (1, 1), "start"u8);
        }

        Assert.That(Ask(out _), Is.EqualTo(RequestVerb.Line));
        _reader.Answered(new ServerEvent
        {
            Kind = EventKind.Notice,
            RequestId = _reader.RequestId,
        });
        Assert.That(_reader.Searches, Is.EqualTo(1));
        Ask(out _);
        _reader.Answered(new ServerEvent
        {
            Kind = EventKind.Refused,
            RequestId = _reader.RequestId,
            Text = "busy"u8,
        });
        Assert.That(_stage.Checker.CountOf(ErrorKind.Refused), Is.EqualTo(1));
    }

    [Test]
    public void Answers_to_other_requests_are_ignored()
    {
        Ask(out _);
        _reader.Answered(new ServerEvent { Kind = EventKind.Past, RequestId = 77, Count = 3 });
        _reader.Answered(new ServerEvent { Kind = EventKind.Refused, Text = "no"u8 });
        Assert.That(_stage.Checker.Errors(), Is.Empty);
        Answer(lines: (1, 3), "start"u8);
        Assert.That(_reader.Pages, Is.EqualTo(1));
    }

    [Test]
    public void Archive_is_in_the_store_of_a_server_with_this_folder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("archive-test-");
        try
        {
            StoredArchive.Write(folder.FullName, lines: 1234);
            var options = new ServerOptions
            {
                Tls = new TlsOptions { Folder = folder.FullName },
                History = new HistoryOptions { Store = HistoryOptions.On },
            };
            using SqliteStore store = SqliteStore.Open(
                options.StoreOptions!,
                new Mailbox(),
                new SystemClock(),
                NullLogger.Instance);
            StoredState state = store.Load();
            Assert.That(state.WasClean, Is.True);
            Assert.That(store.Measure().Messages, Is.EqualTo(1234));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private RequestVerb Ask(out ulong before)
    {
        byte[] space = new byte[200];
        var writer = new ByteWriter(space);
        _reader.WriteNext(ref writer);
        FrameDecoder.Decode(
            space.AsSpan(0, writer.Written),
            200,
            out _,
            out FrameHeader header,
            out ReadOnlySpan<byte> body);
        Assert.That(
            NativeWire.TryReadRequest((RequestVerb)header.Kind, body, out ClientRequest request),
            Is.True);
        Assert.That(request.Id, Is.EqualTo(_reader.RequestId));
        before = request.Before;
        return request.Verb;
    }

    private void Answer((int First, int Last) lines, ReadOnlySpan<byte> end = default)
    {
        Past(lines.Last - lines.First + 1, end);
        for (int i = lines.First; i <= lines.Last; i++)
        {
            Line(i);
        }
    }

    private void Past(int count, ReadOnlySpan<byte> end = default) =>
        _reader.Answered(new ServerEvent
        {
            Kind = EventKind.Past,
            RequestId = _reader.RequestId,
            Count = (ulong)count,
            Detail = end,
        });

    private void Line(int number) => _reader.Answered(new ServerEvent
    {
        Kind = EventKind.Said,
        Sequence = (ulong)number,
        Text = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
    });
}
