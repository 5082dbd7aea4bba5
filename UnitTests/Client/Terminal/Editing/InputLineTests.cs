using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Text;

namespace UnitTests.Client.Terminal.Editing;

internal sealed class InputLineTests
{
    [Test]
    public void Typed_characters_are_inserted_before_the_cursor()
    {
        InputLine line = Typed("helo");
        line.Left();
        line.Insert("l");
        Assert.That(line.Text, Is.EqualTo("hello"));
        Assert.That(line.Cursor, Is.EqualTo(4));
    }

    [Test]
    public void Backspace_and_delete_at_the_ends_do_nothing()
    {
        InputLine line = Typed("ab");
        line.Delete();
        line.Home();
        line.Backspace();
        Assert.That(line.Text, Is.EqualTo("ab"));
    }

    [TestCase("e\u0301", TestName = "A_letter_with_a_mark_is_deleted_whole")]
    [TestCase("\U0001F600", TestName = "An_emoji_is_deleted_whole")]
    [TestCase("\U0001F468\u200D\U0001F469\u200D\U0001F467", TestName = "A_family_is_deleted_whole")]
    public void Visible_character_is_deleted_whole(string character)
    {
        InputLine line = Typed("a" + character);
        line.Backspace();
        Assert.That(line.Text, Is.EqualTo("a"));
        line = Typed("a" + character + "b");
        line.Home();
        line.Right();
        line.Delete();
        Assert.That(line.Text, Is.EqualTo("ab"));
    }

    [Test]
    public void Lone_surrogate_is_dropped()
    {
        InputLine line = Typed("\uD83Dx");
        Assert.That(line.Text, Is.EqualTo("x"));
    }

    [Test]
    public void Control_characters_are_dropped_and_tabs_are_kept()
    {
        Assert.That(Typed("a\u001B\tb\u0000").Text, Is.EqualTo("a\tb"));
    }

    [TestCase("\tx", "    x", 5)]
    [TestCase("a\tx", "a   x", 5)]
    [TestCase("abcd\tx", "abcd    x", 9)]
    [TestCase("\u65E5\tx", "\u65E5  x", 5)]
    [TestCase("ab\n\tx", "ab\u21B5    x", 8)]
    public void Tab_is_drawn_up_to_the_next_stop(string text, string shown, int cells)
    {
        Assert.That(Typed(text).View(40), Is.EqualTo(new InputView(shown, cells, cells)));
    }

    [TestCase("say hello  ", "say ")]
    [TestCase("hello", "")]
    [TestCase("", "")]
    [TestCase("a b", "a ")]
    public void Killing_a_word_removes_it_with_its_trailing_spaces(string text, string left)
    {
        InputLine line = Typed(text);
        line.KillWord();
        Assert.That(line.Text, Is.EqualTo(left));
    }

    [Test]
    public void Killing_to_the_start_keeps_text_after_the_cursor()
    {
        InputLine line = Typed("hello");
        line.Left();
        line.Left();
        line.KillToStart();
        Assert.That(line.Text, Is.EqualTo("lo"));
        Assert.That(line.Cursor, Is.Zero);
    }

    [Test]
    public void Taken_line_is_empty_again()
    {
        InputLine line = Typed("hello");
        Assert.That(line.Take(), Is.EqualTo("hello"));
        Assert.That(line.IsEmpty, Is.True);
        Assert.That(line.Cursor, Is.Zero);
    }

    [Test]
    public void Line_that_fits_is_shown_whole()
    {
        InputLine line = Typed("hello");
        line.Home();
        Assert.That(line.View(5), Is.EqualTo(new InputView("hello", 0, 5)));
    }

    [Test]
    public void Overlong_line_shows_its_end_while_the_cursor_is_there()
    {
        Assert.That(Typed("0123456789").View(4), Is.EqualTo(new InputView("6789", 4, 4)));
    }

    [Test]
    public void View_never_exceeds_its_width_and_contains_the_cursor()
    {
        InputLine line = Typed("a\tb\u65E5\u672Cc\U0001F600de\u0301f\u8A9E\t\tg");
        line.Home();
        int before;
        do
        {
            for (int cells = 1; cells < 20; cells++)
            {
                InputView view = line.View(cells);
                Assert.That(view.Cells, Is.LessThanOrEqualTo(cells));
                Assert.That(view.CursorCells, Is.InRange(0, view.Cells));
                Assert.That(CellWidth.Of(view.Text), Is.EqualTo(view.Cells));
            }

            before = line.Cursor;
            line.Right();
        }
        while (line.Cursor != before);
    }

    [Test]
    public void Words_are_skipped_and_killed_in_both_directions()
    {
        InputLine line = Typed("one two  three");
        line.WordLeft();
        Assert.That(line.Cursor, Is.EqualTo(9));
        line.WordLeft();
        line.WordRight();
        Assert.That(line.Cursor, Is.EqualTo(7));
        line.KillNextWord();
        Assert.That(line.Text, Is.EqualTo("one two"));
    }

    [Test]
    public void Consecutive_kills_are_yanked_together()
    {
        InputLine line = Typed("one two three");
        line.KillWord();
        line.KillWord();
        line.Home();
        line.Yank();
        Assert.That(line.Text, Is.EqualTo("two threeone "));
        line.KillToEnd();
        line.Yank();
        Assert.That(line.Text, Is.EqualTo("two threeone "));
    }

    [Test]
    public void Line_breaks_of_a_paste_are_kept_and_shown_in_one_cell()
    {
        InputLine line = Typed("a\nb");
        Assert.That(line.Text, Is.EqualTo("a\nb"));
        Assert.That(line.View(10), Is.EqualTo(new InputView("a\u21B5b", 3, 3)));
    }

    [TestCase("", 3, 0, 0, "")]
    [TestCase("abcd", 3, 0, 4, "abcd")]
    [TestCase("abcde", 3, 1, 1, "abcd|e")]
    [TestCase("abc\u65E5", 3, 1, 2, "abc|\u65E5")]
    [TestCase("a\nb", 3, 1, 1, "a\u21B5|b")]
    [TestCase("a\n", 3, 1, 0, "a\u21B5|")]
    [TestCase("a\n\n", 3, 2, 0, "a\u21B5|\u21B5|")]
    [TestCase("abcdefghijkl", 3, 2, 4, "abcd|efgh|ijkl")]
    [TestCase("abcdefghijklm", 3, 2, 1, "efgh|ijkl|m")]
    [TestCase("abcdefghijklm", 1, 0, 4, "jklm")]
    [TestCase("/oper abc", 3, 2, 1, "/ope|r **|*")]
    public void Long_line_is_broken_into_rows(
        string text, int most, int cursorRow, int cursorCells, string rows)
    {
        InputRows shown = Typed(text).Rows(4, most);
        Assert.That(string.Join('|', shown.Rows), Is.EqualTo(rows));
        Assert.That(
            (shown.CursorRow, shown.CursorCells), Is.EqualTo((cursorRow, cursorCells)));
    }

    [Test]
    public void Rows_never_exceed_their_width_and_contain_the_cursor()
    {
        InputLine line = Typed("a\tb\u65E5\u672Cc\U0001F600d\n\ne\u0301f\u8A9E\t\tg\nhi");
        line.Home();
        int before;
        do
        {
            for (int cells = 4; cells < 20; cells++)
            {
                InputRows shown = line.Rows(cells, 3);
                Assert.That(shown.Rows, Has.Count.InRange(1, 3));
                Assert.That(
                    shown.Rows.Max(static row => CellWidth.Of(row)),
                    Is.LessThanOrEqualTo(cells));
                Assert.That(shown.CursorRow, Is.InRange(0, shown.Rows.Count - 1));
                Assert.That(
                    shown.CursorCells, Is.InRange(0, CellWidth.Of(shown.Rows[shown.CursorRow])));
            }

            before = line.Cursor;
            line.Right();
        }
        while (line.Cursor != before);
    }

    private static InputLine Typed(string text)
    {
        var line = new InputLine();
        line.Insert(text);
        return line;
    }
}
