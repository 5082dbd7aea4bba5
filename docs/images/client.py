#!/usr/bin/env python3
"""Writes pictures of the terminal client: a real server, people with plain sockets, a client in tmux.

    python3 docs/images/client.py                   (remakes the pictures of docs/client.md)
    python3 docs/images/client.py FOLDER [NUMBER]   (all screens, to look at, or those of one scene)

From the root of a checkout, after `dotnet build -c Release`; needs tmux, chromium and the fonts
DejaVu Sans Mono, Noto Sans Mono CJK JP and Noto Color Emoji.
"""
import os
import socket
import sys
import tempfile
import time

from page import Chromium, Person
from screens import running_server
from terminal import CLIENT, DARK, LIGHT, Terminal, paint

IMAGES = os.path.dirname(os.path.abspath(__file__))
FOCUS_OUT, FOCUS_IN = "\x1b[O", "\x1b[I"
IN_DOCUMENTS = {("06-reading", "dark"): "client.png", ("06-wide", "dark"): "client-wide.png",
                ("05-search", "light"): "client-search.png"}
TRACE = ("https://ci.example.org/job/release-4.2/lastFailedBuild/artifact/out/"
         "trace-2026-11-29T07:41:12Z.html?view=timeline#L4471")


class Studio:
    """Makes pictures of one client; each scene has a server and a settings folder of its own."""

    def __init__(self, browser: Chromium, folder: str):
        self.browser, self.folder = browser, folder
        self.terminals: list[Terminal] = []

    def take(self, terminal: Terminal, name: str, schemes=("dark",)) -> None:
        for scheme in schemes:
            file = f"{name}-{scheme}.png"
            if self.folder == IMAGES:
                file = IN_DOCUMENTS.get((name, scheme))
            if not file:
                continue
            paint(self.browser, terminal.rest(), terminal.columns,
                  os.path.join(self.folder, file), DARK if scheme == "dark" else LIGHT)

    def client(self, folder: str, port: int, columns=80, rows=24, more="") -> Terminal:
        one = Terminal.with_client(folder, columns, rows, port, "sam", more)
        self.terminals.append(one)
        return one

    def close(self) -> None:
        for one in self.terminals:
            one.close()
        self.terminals.clear()


def people(port: int, *names: str, room: str = "") -> dict[str, Person]:
    all_of_them = {name: Person(port, name) for name in names}
    for person in all_of_them.values():
        if room:
            person.say(f"/join {room}")
            person.wait(room)
    return all_of_them


def tell(terminal: Terminal, speakers: dict[str, Person], *lines: tuple[str, str]) -> None:
    """Says lines, each after the client shows the one before."""
    for name, text in lines:
        speakers[name].say(text)
        if text.startswith("@"):
            continue
        words = [word for word in text.split() if word.isascii() and word.isalpha() and 3 < len(word) < 17]
        if words:
            terminal.wait(words[-1])


def private(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port)
    all_of_them = people(port, "alice", "bob")
    tell(sam, all_of_them, ("alice", "good morning everybody"), ("bob", "@sam do you have a minute?"))
    sam.wait("@bob 1!")
    studio.take(sam, "01-arrived")
    sam.enter("@bob", "[@bob]")
    sam.enter("yes, what is it?", "what is it?")
    all_of_them["bob"].say("@sam the review of #412: I would merge it today")
    all_of_them["alice"].say("@sam lunch at one?")
    sam.wait("@alice 1!", "merge it")
    sam.type("fine, I have one more que")
    studio.take(sam, "01-private", ("dark", "light"))


def unseen(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port)
    for room in ("dev", "ops", "release-4.2", "infra", "docs", "music", "random", "support", "設計", "qa", "design"):
        sam.enter(f"/join {room}", f"[{room}]")
    sam.press("M-2")
    sam.wait("[dev]")
    dev = people(port, "alice", "bob", "carol", room="dev")
    ops = people(port, "dave", "erin", room="ops")
    tell(sam, dev, *[("alice", f"seen line number {i} of the morning") for i in range(1, 6)])
    sam.type(FOCUS_OUT)
    tell(sam, dev, ("bob", "is the build red again?"), ("carol", "it is, since the merge"),
         ("bob", "sam: can you take a look at that one?"))
    ops["dave"].say("sam: and the disk of the second server")
    ops["erin"].say("it has four percent left")
    sam.wait("ops 2!", "take a look")
    print(f"02-away: the title is {sam.title()!r}")
    studio.take(sam, "02-away", ("dark", "light"))
    sam.type(FOCUS_IN)
    sam.press("M-a")
    sam.wait("[ops]")
    studio.take(sam, "02-next")
    sam.press("M-2")
    sam.wait("[dev]")
    tell(sam, dev, *[("alice", f"line {i} of a long morning") for i in range(1, 40)])
    sam.press("PPage")
    sam.wait("Esc: newest")
    dev["carol"].say("more of it")
    dev["bob"].say("and more")
    sam.wait("2 new below")
    studio.take(sam, "02-below")
    sam.escape()
    sam.press("C-k")
    sam.wait("Places")
    sam.type("s")
    studio.take(sam, "02-places")


def drafts(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port, more="--room dev --room ops")
    sam.wait("[dev]")
    sam.type("only dev may read this")
    sam.press("M-3")
    sam.wait("[ops]")
    sam.enter("the disk is being replaced", "replaced")
    studio.take(sam, "03-ops")
    sam.press("M-2")
    sam.wait("[dev] only dev")
    studio.take(sam, "03-dev")


def memory(studio: Studio, folder: str, port: int) -> None:
    os.makedirs(os.path.join(folder, "tcpchat"), exist_ok=True)
    with open(os.path.join(folder, "tcpchat", "client.conf"), "w", encoding="utf-8") as file:
        file.write('theme = "dark"\nhighlight = ["deploy"]\nignore = ["eve"]\ncolour = "blue"\nbell = 3\n'
                   'on-mention = ["notify-send", "TcpChat"]\n\n[keys]\nCtrl-N = "Alt-A"\n\n'
                   f'[servers.work]\nhost = "127.0.0.1"\nport = {port}\nname = "sam"\nrooms = ["dev", "ops"]\n')
    os.chmod(file.name, 0o600)
    sam = Terminal(folder, 80, 24, f"dotnet {CLIENT} work")
    studio.terminals.append(sam)
    sam.wait("[dev]")
    sam.wait("Faults")
    studio.take(sam, "04-faults")
    sam.escape()
    dev = people(port, "alice", "eve", room="dev")
    tell(sam, dev, ("alice", "the deploy begins at three"), ("alice", "and ends at four"))
    studio.take(sam, "04-start")
    sam.enter("/set", "on-mention")
    studio.take(sam, "04-settings")


def search(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port)
    speakers = people(port, "alice", "bob", "carol")
    tell(sam, speakers, ("alice", "the deadline of the release is Thursday"), ("bob", "which deadline do you mean?"),
         *[("carol", f"something else, part {i} of it") for i in range(1, 12)],
         ("alice", "the deadline for the texts, not the one for the pictures"),
         *[("bob", f"yet another topic, number {i} today") for i in range(1, 8)])
    sam.type("half a line")
    sam.press("C-f")
    sam.type("deadline")
    sam.wait("3 of 3")
    sam.press("Up")
    sam.wait("2 of 3")
    studio.take(sam, "05-search", ("dark", "light"))
    sam.press("Enter")
    sam.wait("[lobby] alice: the deadline")
    studio.take(sam, "05-server")
    sam.press("C-u")
    sam.press("Down", "Enter")
    studio.take(sam, "05-shown")


def converse(sam: Terminal, port: int) -> dict[str, Person]:
    sam.enter("/join ops", "[ops]")
    sam.enter("/join 設計", "[設計]")
    sam.press("M-2")
    sam.wait("[dev]")
    dev = people(port, "alice", "bob", "carol", "dörte", "eve", "小林", "frank", room="dev")
    tell(sam, dev,
         ("alice", "/topic Release 4.2 on Thursday · freeze Wed 18:00 · " + TRACE[:60]),
         ("小林", "おはようございます。昨日のリリースの件ですが、テストは全部通りました。今日の午後にもう一度確認します。"),
         ("alice", "great, thanks 小林 🎉"), ("bob", "is there a trace?"), ("dörte", TRACE))
    sam.wait("L4471")
    sam.type(FOCUS_OUT)
    tell(sam, dev, ("bob", "sam: can you take a look at that one?"), ("eve", "/me hides"),
         ("carol", "which branch is the release cut from?"),
         ("alice", "carol: `release/4.2`, *Do not* rebase it. I will tell everybody"),
         ("eve", "\tif (deadline <= now && !slot.Reused) { Close(slot); }"),
         ("eve", "that check is not enough, slot.Reused is written by the receive half"),
         ("eve", "and it is the same in the parked path"), ("dörte", "/nick doerte"))
    dev["bob"].say("@sam psst")
    sam.wait("@bob")
    sam.type(FOCUS_IN)
    sam.type("I am on it, give me ten")
    return dev


def reading(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port, more="--room dev")
    dev = converse(sam, port)
    studio.take(sam, "06-reading", ("dark", "light"))
    for columns, rows, name in ((100, 24, "06-people"), (120, 24, "06-wide"), (200, 50, "06-huge"), (40, 10, "06-tiny")):
        sam.size(columns, rows)
        time.sleep(0.5)
        studio.take(sam, name)
    sam.size(80, 24)
    for theme, scheme in (("dark", "dark"), ("light", "light")):
        sam.press("C-u")
        sam.enter(f"/set theme {theme}", theme)
        studio.take(sam, f"06-theme-{theme}", (scheme,))
    del dev


def topic(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port)
    speakers = people(port, "alice")
    speakers["alice"].say("/topic Release 4.2 on Thursday · freeze Wed 18:00 · " + TRACE + " · 設計 at two · ask carol")
    sam.wait("Release 4.2")
    sam.type("a draft")
    sam.press("F2")
    sam.wait("Topic of")
    studio.take(sam, "07-topic")


def text(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port)
    speakers = people(port, "alice", "carol", "אבגדה", "مريم", "美咲", "Maximilian-Friedrich_von_Berg-22")
    tell(sam, speakers,
         ("alice", r"C:\dir\*.*, __init__ and _foo_(bar), 2*3*4 and snake_case_name stay"),
         ("alice", "*bold*, _italic_, `code with *marks*` and :tada: drawn"),
         ("carol", "\tif (x)"), ("carol", "a\tb\tcolumns"), ("美咲", "samさん、これを見てください"),
         ("אבגדה", "שלום לכולם, מה שלומכם? הגרסה 1.4 friday"), ("مريم", "مرحبا بالجميع! الإصدار 1.4 friday"),
         ("美咲", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 ❤️ and more"),
         ("Maximilian-Friedrich_von_Berg-22", "Donaudampfschiff " + "Donaudampfschiff" * 9), ("alice", "the last line"))
    studio.take(sam, "08-text", ("dark", "light"))
    sam.enter("/set markup off", "markup")
    studio.take(sam, "08-plain")


def mouse(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port, 120, 24)
    speakers = people(port, "alice", "bob")
    tell(sam, speakers, ("alice", "look at this"))
    speakers["bob"].say(TRACE + "&and=" + "x" * 90)
    speakers["alice"].say("and https://b.example.org/x please")
    tell(sam, speakers, ("alice", "that was everything"))
    studio.take(sam, "09-links")
    sam.press("M-l")
    studio.take(sam, "09-bare")
    sam.escape()
    sam.enter("/link 2", "Any key returns")
    studio.take(sam, "09-link")
    sam.escape()


def overlays(studio: Studio, folder: str, port: int) -> None:
    sam = studio.client(folder, port)
    sam.enter("/jion dev", "/join")
    studio.take(sam, "10-mistake")
    sam.press("F1")
    sam.wait("Keys and commands")
    studio.take(sam, "10-help")
    sam.escape()
    crowd = [Person(port, f"person-{i:03}") for i in range(500)]
    sam.wait("501 here")
    sam.press("F3")
    sam.wait("501 in lobby")
    sam.press("NPage", "NPage", "Down")
    studio.take(sam, "10-people")
    sam.type("42")
    studio.take(sam, "10-filter")
    sam.escape()
    sam.tmux("set-buffer", "--", "\n".join(f"pasted line {i}" for i in range(1, 10)))
    sam.tmux("paste-buffer", "-p")
    sam.wait("line 9")
    studio.take(sam, "10-pasted")
    sam.press("Enter")
    sam.wait("y: send")
    studio.take(sam, "10-question")
    sam.press("n")
    sam.press("C-c")
    sam.type("a long text that grows " * 9)
    studio.take(sam, "10-input")
    del crowd


def start(studio: Studio, folder: str, port: int) -> None:
    del port
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        refused = f"127.0.0.1 {bound.getsockname()[1]}"
        script = f"sh -c 'dotnet {CLIENT} {refused}; exec cat'"
        sam = Terminal(folder, 80, 24, script)
        studio.terminals.append(sam)
        sam.wait("Enter")
        sam.press("Enter")
        time.sleep(0.5)
        studio.take(sam, "11-nobody")
        sam = Terminal(folder, 80, 24, f"""sh -c 'dotnet {CLIENT} {refused} --name ""; exec cat'""")
        studio.terminals.append(sam)
        sam.wait("name")
        studio.take(sam, "11-empty-name")


SCENES = {"01": private, "02": unseen, "03": drafts, "04": memory, "05": search, "06": reading, "07": topic,
          "08": text, "09": mouse, "10": overlays, "11": start}


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else IMAGES
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    os.makedirs(folder, exist_ok=True)
    wanted = {name[:2] for name, _ in IN_DOCUMENTS} if folder == IMAGES else SCENES.keys()
    with tempfile.TemporaryDirectory() as profile:
        browser = Chromium(profile)
        studio = Studio(browser, folder)
        try:
            for number in sorted(wanted):
                if word and word != number:
                    continue
                with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as settings:
                    with socket.socket() as s:
                        s.bind(("127.0.0.1", 0))
                        port = s.getsockname()[1]
                    with running_server(port, data):
                        try:
                            SCENES[number](studio, settings, port)
                        finally:
                            studio.close()
                            time.sleep(0.3)
        finally:
            browser.process.terminate()
            browser.process.wait()


if __name__ == "__main__":
    main()
