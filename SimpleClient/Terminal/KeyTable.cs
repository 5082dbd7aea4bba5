using SimpleClient.Terminal.Editing;

namespace SimpleClient.Terminal;

/// <summary>Which key does what to an <see cref="InputLine"/>.</summary>
internal static class KeyTable
{
    /// <summary>Does what a key stands for.</summary>
    public static KeyEffect Apply(InputLine line, ConsoleKeyInfo key)
    {
        // Both together is how Windows reports AltGr, which types characters.
        bool types = key.KeyChar >= ' ' && key.KeyChar != '\u007F'
            && key.Modifiers.HasFlag(ConsoleModifiers.Control)
                == key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        return key.Modifiers == ConsoleModifiers.Control ? WithControl(line, key.Key)
            : WithoutControl(line, key, types);
    }

    private static KeyEffect WithControl(InputLine line, ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.C:
            case ConsoleKey.D when line.IsEmpty:
                return KeyEffect.Leave;
            case ConsoleKey.D:
                line.Delete();
                break;
            case ConsoleKey.U:
                line.KillToStart();
                break;
            case ConsoleKey.W or ConsoleKey.Backspace:
                line.KillWord();
                break;
            case ConsoleKey.A:
                line.Home();
                break;
            case ConsoleKey.E:
                line.End();
                break;
            case ConsoleKey.L:
                break;
            case ConsoleKey.J or ConsoleKey.M:
                return KeyEffect.Entered;
            default:
                return KeyEffect.None;
        }

        return KeyEffect.Edited;
    }

    private static KeyEffect WithoutControl(InputLine line, ConsoleKeyInfo key, bool types)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return KeyEffect.Entered;
            case ConsoleKey.Backspace:
                line.Backspace();
                break;
            case ConsoleKey.Delete:
                line.Delete();
                break;
            case ConsoleKey.LeftArrow:
                line.Left();
                break;
            case ConsoleKey.RightArrow:
                line.Right();
                break;
            case ConsoleKey.Home:
                line.Home();
                break;
            case ConsoleKey.End:
                line.End();
                break;
            default:
                if (!types && key.Key != ConsoleKey.Tab)
                {
                    return KeyEffect.None;
                }

                line.Insert($"{key.KeyChar}");
                break;
        }

        return KeyEffect.Edited;
    }
}
