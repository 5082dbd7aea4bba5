using EventLoopServer.Chat;
using EventLoopServer.Chat.Commands;
using Protocol.Commands;

namespace UnitTests.Chat.Commands;

internal sealed class CommandHandlersTests
{
    [Test]
    public void Every_catalog_command_has_an_implementation_and_no_other_exists() =>
        Assert.That(
            CommandHandlers.Names, Is.EquivalentTo(CommandCatalog.All.Select(static r => r.Name)));

    [Test]
    public void Command_is_found_by_each_of_its_words_in_any_case()
    {
        var table = new CommandTable(CommandHandlers.All);
        foreach (CommandGrammar row in CommandCatalog.All)
        {
            foreach (string word in row.Words)
            {
                byte[] typed = System.Text.Encoding.UTF8.GetBytes(word.ToUpperInvariant());
                Assert.That(table.Find(typed)?.Grammar, Is.SameAs(row), word);
            }
        }
    }
}
