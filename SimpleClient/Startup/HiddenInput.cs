using System.Text;

namespace SimpleClient.Startup;

/// <summary>A line typed at a terminal that does not show it.</summary>
internal static class HiddenInput
{
    /// <summary>Reads the line.</summary>
    /// <returns>The line without its end.</returns>
    public static string? Read()
    {
        var line = new StringBuilder();
        while (true)
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.WriteLine();
                    return line.ToString();
                case ConsoleKey.Backspace when line.Length > 0:
                    line.Length--;
                    break;
                case ConsoleKey.U when key.Modifiers == ConsoleModifiers.Control:
                    line.Clear();
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        line.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }
}
