using SimpleClient.Sentences;
using SimpleClient.Terminal.Chat;
using SimpleClient.Terminal.Effects;
using UnitTests.Sentences;
using UnitTests.Support;

namespace UnitTests.Client.Terminal.Effects;

/// <summary>The user's program for mentions, as a real process.</summary>
[Platform(Exclude = "Win")]
[NonParallelizable]
internal sealed class MentionCommandTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private ManualTime _time = new();
    private TaskCompletionSource<string> _fault = new();
    private string _folder = "";
    private MentionCommand _command = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("mention-").FullName;
        (_time, _fault) = (new ManualTime(), new TaskCompletionSource<string>());
        _command = new MentionCommand(fault => _fault.TrySetResult(fault), _time);
    }

    [TearDown]
    public void End()
    {
        _command.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Text_of_the_chat_reaches_the_program_only_as_variables()
    {
        const string evil = "--help; touch $(id) `id` \"'&|\u001B]0;x\u0007\0\nend";
        string pipe = Pipe();
        Assert.That(
            _command.Run(
                ["sh", "-c", $"printf '%s|%s|%s|%s' \"$#\" \"$TCPCHAT_PLACE\" "
                    + $"\"$TCPCHAT_SENDER\" \"$TCPCHAT_TEXT\" > {pipe}"],
                new Alert("@eve", "eve", evil)),
            Is.True);
        string[] seen = (await ReadAsync(pipe)).Split('|', 4);
        Assert.That(seen[..3], Is.EqualTo(new[] { "0", "@eve", "eve" }));
        Assert.That(seen[3], Does.StartWith("--help; touch $(id) `id` \"'&|").And.EndWith("end"));
        Assert.That(seen[3].Any(char.IsControl), Is.False);
    }

    [Test]
    public async Task Passwords_of_the_client_do_not_reach_the_program()
    {
        Environment.SetEnvironmentVariable("TCPCHAT_TEST_PASSWORD", "secret");
        try
        {
            string pipe = Pipe();
            _command.Run(["sh", "-c", $"env > {pipe}"], new Alert("dev", "bob", "hi"));
            string seen = await ReadAsync(pipe);
            Assert.That(seen, Does.Contain("TCPCHAT_TEXT=hi").And.Not.Contain("secret"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TCPCHAT_TEST_PASSWORD", null);
        }
    }

    [Test]
    public async Task Program_starts_at_most_once_in_five_seconds()
    {
        string[] command = ["true"];
        var alert = new Alert("dev", "bob", "hi");
        Assert.That(_command.Run([], alert), Is.False);
        Assert.That(_command.Run(command, alert), Is.True);
        await _command.Ended.WaitAsync(s_patience);
        Assert.That(_command.Run(command, alert), Is.False);
        _time.Advance(MentionCommand.Pause.TotalSeconds - 0.1);
        Assert.That(_command.Run(command, alert), Is.False);
        _time.Advance(0.2);
        Assert.That(_command.Run(command, alert), Is.True);
        await _command.Ended.WaitAsync(s_patience);
    }

    [Test]
    public async Task Running_program_is_not_started_a_second_time()
    {
        string pipe = Pipe();
        var alert = new Alert("dev", "bob", "hi");
        Assert.That(_command.Run(["sh", "-c", $"echo > {pipe}"], alert), Is.True);
        _time.Advance(60);
        Assert.That(_command.Run(["true"], alert), Is.False);
        await ReadAsync(pipe);
    }

    [Test]
    public async Task Missing_program_is_reported()
    {
        _command.Run(["/no/such/program"], new Alert("dev", "bob", "hi"));
        Assert.That(
            await _fault.Task.WaitAsync(s_patience),
            Does.StartWith(SentencePart.Before(
                static why => SettingSentences.MentionFailed("/no/such/program", why))));
    }

    [Test]
    public async Task Exit_code_is_reported()
    {
        _command.Run(["sh", "-c", "exit 3"], new Alert("dev", "bob", "hi"));
        Assert.That(
            await _fault.Task.WaitAsync(s_patience),
            Is.EqualTo(SettingSentences.MentionFailed("sh", SettingSentences.ExitCode(3))));
    }

    [Test]
    public async Task Program_that_does_not_end_is_ended_after_the_deadline()
    {
        using var command = new MentionCommand(
            fault => _fault.TrySetResult(fault), _time, TimeSpan.FromMilliseconds(100));
        command.Run(["sleep", "600"], new Alert("dev", "bob", "hi"));
        Assert.That(
            await _fault.Task.WaitAsync(s_patience),
            Is.EqualTo(SettingSentences.MentionFailed(
                "sleep", SettingSentences.TookTooLong(0.1))));
    }

    private string Pipe()
    {
        string pipe = Path.Combine(_folder, "pipe");
        using var make = System.Diagnostics.Process.Start("mkfifo", pipe);
        make.ExitInTime();
        return pipe;
    }

    private static Task<string> ReadAsync(string pipe) =>
        Task.Run(() => File.ReadAllText(pipe)).WaitAsync(s_patience);
}
