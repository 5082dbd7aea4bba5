#!/usr/bin/env python3
"""Writes screenshots of the page into a folder, to look at each of them after a change of the page.

    python3 docs/images/screens.py FOLDER [WORD]     (from the root; as page.py)

Widths of a desktop, a tablet and a phone, in both colour schemes; long names, long words, scripts
from right to left, 200 people, 10,000 lines, dialogs and files. WORD: only screens of that name.
"""
import base64
import contextlib
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from page import DEADLINE, SERVER, Chromium, Person

DESKTOP, TABLET, PHONE = (1280, 800), (768, 1024), (390, 844)
LONG_NAME = "Maximiliane-Friederike_von_Berg1"
HARD_LINES = [
    (LONG_NAME, "a name of 32 characters, and a word without an end: " + "Donaudampfschiff" * 12),
    ("אבגדה", "שלום לכולם, מה שלומכם? הגרסה 1.4 יוצאת ביום שישי"),
    ("مريم", "مرحبا بالجميع! الإصدار 1.4 يوم الجمعة (v1.4) https://example.org/ar"),
    ("美咲", "おはようございます。リリースは金曜日です。議事録は明日までに共有しますので、少々お待ちください。"),
    ("emoji", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 :tada: and `code with spaces`, *bold*, _italic_, *_both_*"),
    ("emoji", "https://example.org/a/very/long/path/" + "segment/" * 30 + "?query=" + "x" * 80),
    ("emoji", "dora: `" + "0123456789abcdef" * 10 + "`"),
    ("emoji", "Z̸̡͎̭̏a̷͖͑l̵̰̈́g̸̥̽o̴͉͝ text with many marks, and e\u0301 composed"),
    ("emoji", "/me waves to dora"),
]


class Screens:
    """One page of one user; writes its screenshots."""

    def __init__(self, browser: Chromium, folder: str, word: str):
        self.browser, self.folder, self.word = browser, folder, word

    def size(self, width: int, height: int, scheme: str = "light") -> None:
        self.browser.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                          deviceScaleFactor=1, mobile=width < 700)
        self.browser.call("Emulation.setEmulatedMedia",
                          features=[{"name": "prefers-color-scheme", "value": scheme}])

    def take(self, name: str, sizes=(DESKTOP, TABLET, PHONE), schemes=("light", "dark"), ready="") -> None:
        """Takes a screen in each size and scheme; `ready` is run after each change of the size."""
        if self.word not in name:
            return
        for width, height in sizes:
            for scheme in schemes:
                self.size(width, height, scheme)
                if ready:
                    self.browser.evaluate(ready)
                time.sleep(0.5)
                wide = self.browser.evaluate(
                    "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
                if wide > width:
                    print(f"{name} {width} {scheme}: {wide - width} pixels too wide")
                picture = self.browser.call("Page.captureScreenshot", format="png")["data"]
                path = os.path.join(self.folder, f"{name}-{width}-{scheme}.png")
                with open(path, "wb") as file:
                    file.write(base64.b64decode(picture))
        self.size(*DESKTOP)

    def until(self, expression: str) -> None:
        end = time.monotonic() + DEADLINE
        while not self.browser.evaluate(expression):
            if time.monotonic() > end:
                sys.exit(f"never true: {expression}\n{self.browser.evaluate('document.body.innerText')}")
            time.sleep(0.05)

    def press(self, selector: str) -> None:
        self.browser.evaluate(f"document.querySelector({selector!r}).click()")

    def write(self, text: str) -> None:
        """Types without Enter."""
        self.browser.evaluate("document.querySelector('#input').focus()")
        self.browser.call("Input.insertText", text=text)

    def key(self, key: str, code: int, modifiers: int = 0) -> None:
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                              windowsVirtualKeyCode=code, modifiers=modifiers)

    def say(self, text: str) -> None:
        self.browser.type_line("#input", text)

    def open_room(self, name: str) -> None:
        self.say(f"/join {name}")
        self.browser.wait_for(f"# {name}")

    def choose_files(self, *paths: str) -> None:
        found = self.browser.call("Runtime.evaluate", expression="document.querySelector('#file-input')")
        self.browser.call("DOM.setFileInputFiles", files=list(paths), objectId=found["result"]["objectId"])


def png(path: str, width: int, height: int) -> str:
    """A picture with a gradient."""
    rows = b"".join(
        b"\0" + bytes(b for x in range(width) for b in (60 + 150 * x // width, 140, 90 + 120 * y // height))
        for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


@contextlib.contextmanager
def running_server(port: int, folder: str):
    """A server with a store and without limits of rates."""
    server = subprocess.Popen(
        ["dotnet", SERVER, "--port", str(port), "--data", folder, "--limits", "off", "--no-console"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + DEADLINE
        while socket.socket().connect_ex(("127.0.0.1", port)) != 0 and time.monotonic() < end:
            time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        server.wait()


def converse(port: int, screens: Screens) -> list[Person]:
    """The everyday room, and the room with all that is hard to lay out."""
    people = {name: Person(port, name) for name in ("alice", "bob", "carol")}
    people["alice"].say("/topic Release 1.4 on Friday")
    for name, text in [
        ("alice", "good morning! the build is green again :tada:"),
        ("bob", "*finally*. I moved the flaky test into `Reactor/FaultTests`"),
        ("bob", "and wrote down why it failed"),
        ("carol", "has anybody read https://example.org/notes yet?"),
        ("alice", "dora: shall we go through them at three?"),
        ("bob", "/me gets the coffee"),
    ]:
        people[name].say(text)
        screens.browser.wait_for(text.removeprefix("/me ").split()[-1].strip("*:`")[:8])
    screens.say("yes, see you there")
    people["carol"].say("@dora and bring the cake :cake:")
    screens.open_room("dev")
    for name in dict(HARD_LINES):
        people[name] = Person(port, name)
        people[name].say("/join dev")
        screens.browser.wait_for(name)
    people["emoji"].say("/topic " + "A topic that has more words than there is space for in any header, "
                        "with שלום and 日本語 in it")
    for count, (name, text) in enumerate(HARD_LINES, 1):
        people[name].say(text)
        screens.until(f"document.querySelectorAll('#lines .message, #lines .acted').length === {count}")
    return list(people.values())


def take_dialogs(screens: Screens) -> None:
    both = {"sizes": (DESKTOP, PHONE)}
    for name in ("join", "settings"):
        screens.press(f"#{name}-button")
        screens.until(f"document.querySelector('#{name}-dialog').open")
        screens.take(f"dialog-{name}", **both)
        if name == "settings":
            screens.press("#settings-dialog summary")
            screens.take("dialog-keys", **both)
            screens.press("#account-button")
            screens.until("document.querySelector('#account-dialog').open")
            screens.take("dialog-account", **both)
        screens.browser.evaluate("document.querySelectorAll('dialog[open]').forEach((one) => one.close())")
    screens.press("#topic")
    screens.take("dialog-topic", **both)
    screens.key("Escape", 27)
    screens.press("#search-button")
    screens.browser.type_line("#search-words", "the")
    screens.until("document.querySelectorAll('#search-hits li').length > 2")
    screens.take("dialog-search", **both)
    screens.key("Escape", 27)
    screens.key("k", 75, modifiers=2)
    screens.take("dialog-switch", **both)
    screens.key("Escape", 27)


def take_files(screens: Screens, folder: str, alice: Person) -> None:
    paths = [png(os.path.join(folder, "sunset over the bay.png"), 900, 600),
             png(os.path.join(folder, "thin.png"), 1200, 30), os.path.join(folder, "notes of the meeting.txt")]
    with open(paths[2], "w", encoding="utf-8") as file:
        file.write("notes\n" * 900)
    big = os.path.join(folder, "a file with a very long name " + "that goes on and on " * 6 + ".tar.gz")
    with open(big, "wb") as file:
        file.truncate(20 << 20)
    screens.open_room("files")
    alice.say("/join files")
    alice.say("here are the pictures:")
    screens.browser.wait_for("the pictures")
    screens.choose_files(*paths)
    screens.until("document.querySelectorAll('.transfer').length === 3")
    screens.take("files-chosen")
    screens.say("")
    screens.until("document.querySelectorAll('#lines .picture, #lines .file').length === 3")
    screens.choose_files(big)
    screens.until("document.querySelectorAll('.transfer').length === 1")
    screens.say("")
    time.sleep(1)
    screens.take("files-shared")
    screens.press("#lines .picture")
    screens.take("files-picture")
    screens.key("Escape", 27)
    screens.browser.evaluate(
        "{ const data = new DataTransfer(); data.items.add(new File(['x'], 'x.txt'));"
        "document.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true })) }")
    screens.take("files-drop", sizes=(DESKTOP, PHONE), schemes=("light",))
    screens.browser.evaluate(
        "{ const data = new DataTransfer(); data.items.add(new File(['x'], 'x.txt'));"
        "document.dispatchEvent(new DragEvent('dragleave', { dataTransfer: data, bubbles: true })) }")


def take_crowd(screens: Screens, port: int) -> list[Person]:
    screens.open_room("crowd")
    crowd = [Person(port, f"person{i}") for i in range(200)]
    for person in crowd:
        person.say("/join crowd")
    screens.browser.wait_for("201 people")
    crowd[7].say("we are many")
    screens.browser.wait_for("we are many")
    screens.take("people-200")
    screens.press("#people-button")
    screens.take("people-drawer", sizes=(TABLET, PHONE))
    screens.press("#backdrop")
    return crowd


def take_many_lines(screens: Screens, alice: Person) -> None:
    screens.open_room("long")
    alice.say("/join long")
    alice.wait("long")
    alice.socket.sendall("".join(f"line {i} of 10,000\n" for i in range(1, 10_001)).encode())
    screens.browser.wait_for("line 10000 of")
    screens.take("lines-end")
    screens.browser.evaluate("document.querySelector('#scroller').scrollTop -= 3000")
    time.sleep(0.5)
    alice.say("one more line")
    screens.until("document.querySelector('#pill').textContent.includes('1')")
    screens.take("lines-above")
    screens.key("Escape", 27)


def main() -> None:
    folder, word = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    os.makedirs(folder, exist_ok=True)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as data:
        with running_server(port, data) as server:
            browser = Chromium(profile)
            try:
                screens = Screens(browser, folder, word)
                screens.size(*DESKTOP)
                browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
                browser.call("Page.navigate", url=f"http://127.0.0.1:{port}/")
                browser.wait_for("Join the chat")
                screens.take("login")
                browser.type_line("#login-name", "dora")
                browser.wait_for("# lobby")
                people = converse(port, screens)
                screens.take("hard")
                screens.press("[data-place=\"#lobby\"]")
                screens.take("lobby")
                screens.press("#places-button")
                screens.take("rooms-drawer", sizes=(PHONE,))
                screens.press("#backdrop")
                screens.press("[data-place=\"@carol\"]")
                screens.take("private")
                screens.press("[data-place=\"#lobby\"]")
                for command in ("/rooms", "/users dev", "/account", "/help"):
                    screens.say(command)
                screens.say("/topic " + "x" * 600)
                screens.say("/nonsense")
                time.sleep(1)
                screens.take("notes")
                screens.write("a text\nof three lines\nand @al")
                screens.key("Tab", 9)
                screens.write("")
                screens.take("composer")
                browser.evaluate("document.querySelector('#input').value = ''")
                screens.write("/jo")
                screens.take("completion", sizes=(DESKTOP, PHONE))
                browser.evaluate("document.querySelector('#input').value = ''")
                screens.write(" ")
                browser.evaluate("document.querySelector('#input').value = ''")
                take_dialogs(screens)
                take_files(screens, data, people[0])
                people += take_crowd(screens, port)
                take_many_lines(screens, people[0])
                screens.press("#transfers button:last-child")
                screens.press("[data-place=\"#lobby\"]")
                server.terminate()
                server.wait()
                screens.until("!document.querySelector('#offline').hidden")
                screens.say("written without a connection")
                screens.take("offline")
            finally:
                browser.process.terminate()
                browser.process.wait()


if __name__ == "__main__":
    main()
