using System.Text;
using SimpleClient.Terminal.Editing;
using SimpleClient.Terminal.Keys;

namespace UnitTests.Client.Terminal.Editing;

internal sealed class LineEditorTests
{
    private const string Left = "\u001B[D";
    private const string Up = "\u001B[A";
    private const string Down = "\u001B[B";

    private KeyDecoder _keys = new();
    private LineEditor _editor = new(new FixedWords());

    private string Shown => _editor.Line.Text.Insert(_editor.Line.Cursor, "|");

    [SetUp]
    public void BeginAnew()
    {
        _keys = new KeyDecoder();
        _editor = new LineEditor(new FixedWords());
    }

    [TestCase("hello\u0001x", "x|hello", TestName = "Ctrl_A_goes_to_the_start")]
    [TestCase("hello\u0001\u0005x", "hellox|", TestName = "Ctrl_E_goes_to_the_end")]
    [TestCase("hello\u001B[Hx\u001B[Fy", "xhelloy|", TestName = "Home_and_End_do_the_same")]
    [TestCase("one two\u0017", "one |", TestName = "Ctrl_W_kills_a_word")]
    [TestCase("one two\u0015\u0019\u0019", "one twoone two|", TestName = "Ctrl_U_and_Ctrl_Y")]
    [TestCase("one" + Left + "\u000B", "on|", TestName = "Ctrl_K_kills_to_the_end")]
    [TestCase("one two\u001B[1;5Dx", "one x|two", TestName = "Ctrl_Left_goes_a_word")]
    [TestCase("one two\u0001\u001B[1;5Cx", "onex| two", TestName = "Ctrl_Right_goes_a_word")]
    [TestCase("one two\u001Bbx", "one x|two", TestName = "Alt_B_goes_a_word")]
    [TestCase("one\u001B\u007F", "|", TestName = "Alt_Backspace_kills_a_word")]
    [TestCase("one\u0002\u0004", "on|", TestName = "Ctrl_D_deletes_where_there_is_text")]
    [TestCase("one\u001B\rtwo", "one\ntwo|", TestName = "Alt_Enter_begins_another_line")]
    [TestCase("\u001B[200~a\r\nb\n\u001B[201~", "a\nb|", TestName = "A_paste_ends_without_a_break")]
    [TestCase("a\u001B[15~\u0014\u001Bq", "a|", TestName = "Keys_without_a_meaning_do_nothing")]
    public void Keys_act_as_in_a_shell(string typed, string line)
    {
        Type(typed);
        string text = _editor.Line.Text.Insert(_editor.Line.Cursor, "|");
        Assert.That(text, Is.EqualTo(line));
    }

    [Test]
    public void Older_lines_and_the_unfinished_line_are_recalled()
    {
        Enter("one");
        Enter("two");
        Type("dra" + Up);
        Assert.That(_editor.Line.Text, Is.EqualTo("two"));
        Type(Up + Up);
        Assert.That(_editor.Line.Text, Is.EqualTo("one"));
        Type(Down + Down + Down);
        Assert.That(_editor.Line.Text, Is.EqualTo("dra"));
    }

    [Test]
    public void Up_and_Down_move_between_the_rows_before_they_recall_other_lines()
    {
        Enter("old");
        Type("first line\u001B\r2\u001B\rthird" + Left);
        Type(Up);
        Assert.That(Shown, Is.EqualTo("first line\n2|\nthird"));
        Type(Up);
        Assert.That(Shown, Is.EqualTo("firs|t line\n2\nthird"), "the column of the first row");
        Type(Up);
        Assert.That(Shown, Is.EqualTo("old|"));
        Type(Down);
        Assert.That(Shown, Is.EqualTo("first line\n2\nthird|"));
        Type(Up + Left + Down);
        Assert.That(Shown, Is.EqualTo("first line\n2\n|third"));
        Type(Down);
        Assert.That(Shown, Is.EqualTo("first line\n2\n|third"), "nothing is newer");
    }

    [Test]
    public void Rows_of_a_long_line_count_too()
    {
        Enter("old");
        _editor.RowCells = 4;
        Type("\u6F22\u5B57\u6F22\u5B57ab" + Up);
        Assert.That(Shown, Is.EqualTo("\u6F22\u5B57\u6F22|\u5B57ab"));
        Type(Up);
        Assert.That(Shown, Is.EqualTo("\u6F22|\u5B57\u6F22\u5B57ab"));
        Type(Up);
        Assert.That(Shown, Is.EqualTo("old|"));
    }

    [Test]
    public void Cursor_stays_between_the_graphemes_of_a_password()
    {
        _editor.RowCells = 8;
        Type("/oper \U0001F600\U0001F600\U0001F600\U0001F600" + Left + Up);
        for (int at = 0; at < 4; at++)
        {
            Type(Down + Left);
            Assert.That(char.IsLowSurrogate(_editor.Line.Text[_editor.Line.Cursor]), Is.False);
        }
    }

    [TestCase("\u0010", "old|", TestName = "Ctrl_P_recalls_from_any_row")]
    [TestCase("\u0010\u000E", "one\ntwo|", TestName = "Ctrl_N_recalls_from_any_row")]
    public void Ctrl_P_and_Ctrl_N_recall_from_any_row(string keys, string line)
    {
        Enter("old");
        Type("one\u001B\rtwo" + keys);
        Assert.That(Shown, Is.EqualTo(line));
    }

    [Test]
    public void History_keeps_a_hundred_lines_without_duplicates()
    {
        var history = new InputHistory();
        for (int i = 0; i <= InputHistory.MaxLines; i++)
        {
            history.Add($"{i}");
            history.Add($"{i}");
        }

        Assert.That(history.Count, Is.EqualTo(InputHistory.MaxLines));
        Assert.That(history[0], Is.EqualTo("1"));
    }

    [Test]
    public void Ctrl_C_clears_the_line_and_Up_recalls_it()
    {
        Assert.That(Type("text\u0003"), Is.EqualTo(Edit.Done));
        Assert.That(_editor.Line.IsEmpty, Is.True);
        Assert.That(Type("\u0003"), Is.EqualTo(Edit.Leave));
        Type(Up);
        Assert.That(_editor.Line.Text, Is.EqualTo("text"));
    }

    [Test]
    public void Ctrl_D_leaves_on_an_empty_line()
    {
        Assert.That(Type("\u0004"), Is.EqualTo(Edit.Leave));
    }

    [Test]
    public void Repeated_Ctrl_R_finds_older_lines()
    {
        Enter("say hello");
        Enter("other");
        Enter("hello again");
        Type("\u0012hel");
        Assert.That(_editor.Search!.Found, Is.EqualTo("hello again"));
        Type("\u0012");
        Assert.That(_editor.Search.Found, Is.EqualTo("say hello"));
        Type("\u0012");
        Assert.That(_editor.Search.Fails, Is.True);
        Type("\u001B[F!");
        Assert.That(_editor.Search, Is.Null);
        Assert.That(_editor.Line.Text, Is.EqualTo("say hello!"));
    }

    [Test]
    public void Cancelled_search_leaves_the_line_unchanged()
    {
        Enter("hello");
        Type("dra\u0012hel\u0007");
        Assert.That(_editor.Line.Text, Is.EqualTo("dra"));
    }

    [Test]
    public void Enter_in_a_search_sends_the_found_line()
    {
        Enter("hello");
        Assert.That(Type("\u0012hel\r"), Is.EqualTo(Edit.Entered));
        Assert.That(_editor.Take(), Is.EqualTo("hello"));
    }

    [TestCase("\t", "zoe: ", TestName = "The_latest_speaker_comes_first")]
    [TestCase("\t\t", "bob: ", TestName = "Once_more_takes_the_next")]
    [TestCase("\t\t\t\t", "zoe: ", TestName = "After_the_last_comes_the_first")]
    [TestCase("\t\u001B[Z", "bert: ", TestName = "Shift_Tab_goes_backwards")]
    [TestCase("BO\t", "bob: ")]
    [TestCase("hi b\t", "hi bob ", TestName = "In_a_sentence_no_colon_follows")]
    [TestCase("@be\t", "@bert ")]
    [TestCase("/j\t", "/join ")]
    [TestCase("/join d\t", "/join dev")]
    [TestCase("/leave d\t\t", "/leave docs")]
    [TestCase("see de\t", "see dev ", TestName = "A_word_that_is_no_name_may_be_a_room")]
    [TestCase("xyz\t", "xyz", TestName = "What_nothing_begins_with_stays")]
    public void Tab_completes_words(string typed, string line)
    {
        Type(typed);
        Assert.That(_editor.Line.Text, Is.EqualTo(line));
    }

    [Test]
    public void Completion_keeps_text_after_the_cursor()
    {
        Type("b you?" + string.Concat(Enumerable.Repeat(Left, 5)) + "\t");
        Assert.That(_editor.Line.Text, Is.EqualTo("bob:  you?"));
        Assert.That(_editor.Line.Cursor, Is.EqualTo(5));
    }

    private void Enter(string line)
    {
        Assert.That(Type(line + "\r"), Is.EqualTo(Edit.Entered));
        _editor.Take();
    }

    private Edit Type(string typed)
    {
        Edit last = Edit.None;
        foreach (Key key in _keys.Take(Encoding.UTF8.GetBytes(typed)))
        {
            last = _editor.Press(key);
        }

        return last;
    }

    private sealed class FixedWords : IWords
    {
        public IEnumerable<string> Names => ["zoe", "bob", "bert"];

        public IEnumerable<string> Rooms => ["dev", "docs"];

        public IEnumerable<string> Commands => ["join", "me", "msg"];
    }
}
