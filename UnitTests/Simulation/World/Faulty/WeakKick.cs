using EventLoopServer.Chat;
using EventLoopServer.Sentences;
using Protocol.Commands;
using Protocol.Messages;

namespace UnitTests.Simulation.World.Faulty;

/// <summary>A kick that reports success and leaves its target connected.</summary>
internal static class WeakKick
{
    public const RequestVerb Verb = (RequestVerb)0x72;

    public static Command Row { get; } = new(
        new CommandGrammar(Verb, "/shoo NAME [REASON]", "kicks nobody")
        {
            Words = ["shoo"],
            Shape = ArgumentShape.TargetAndText,
            NeedsTarget = true,
            Role = Role.Operator,
        },
        Run);

    private static void Run(CommandContext context, in ClientRequest request)
    {
        if (context.FindPerson(request) is { } person)
        {
            context.Note(ActionSentences.Kicked(CommandContext.Label(person), ""));
            context.Notice(request, ModerationSentences.Kicked($"{person.Name}"));
        }
    }
}
