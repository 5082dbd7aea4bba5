"""A client in tmux, and its screen as a picture. Chromium draws it, because it has the fonts."""
import base64
import html
import os
import re
import subprocess
import sys
import time
import unicodedata

from page import DEADLINE, ROOT, Chromium

CLIENT = os.path.join(ROOT, "SimpleClient", "bin", "Release", "net10.0", "SimpleClient.dll")
CELL_W, CELL_H, FONT_SIZE = 9, 19, 15
FONTS = "'DejaVu Sans Mono','Noto Sans Mono CJK JP','Noto Color Emoji',monospace"
DARK, LIGHT = ("#dcdfe4", "#121417"), ("#24292f", "#ffffff")
BASIC = ["#3b4048", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#dcdfe4"]


class Terminal:
    """A program in a terminal of its own. Its settings are in a folder that the caller deletes."""

    def __init__(self, folder: str, columns: int, rows: int, command: str):
        self.folder = folder
        self.socket = os.path.join(folder, f"socket-{time.monotonic_ns()}")
        self.tmux("-u", "-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  f"exec {command}", ";", "set", "-g", "status", "off", ";", "set", "-g", "escape-time", "0")
        self.size(columns, rows)

    @classmethod
    def with_client(cls, folder: str, columns: int, rows: int, port: int, name: str, more: str = "") -> "Terminal":
        one = cls(folder, columns, rows, f"dotnet {CLIENT} 127.0.0.1 {port} --name {name} {more}")
        one.wait("You are in")
        return one

    def tmux(self, *words: str) -> str:
        environment = dict(os.environ, XDG_CONFIG_HOME=self.folder, XDG_STATE_HOME=self.folder,
                           LC_ALL="C.UTF-8", SSH_CONNECTION="picture")
        environment.pop("TMUX", None)
        return subprocess.run(["tmux", "-S", self.socket, *words], env=environment, check=True,
                              capture_output=True, text=True).stdout

    def size(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", "--", text)

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def escape(self) -> None:
        """Escape and the next key, sent together, would be that key with Alt."""
        self.press("Escape")
        time.sleep(0.2)

    def enter(self, line: str, seen: str = "") -> None:
        """Types a line and Enter, and waits until the screen shows a text."""
        self.type(line)
        self.press("Enter")
        if seen:
            self.wait(seen)

    def text(self) -> str:
        return self.tmux("capture-pane", "-p")

    def title(self) -> str:
        return self.tmux("display", "-p", "#{pane_title}").strip()

    def wait(self, *texts: str, until=None) -> str:
        """Waits until the screen has all texts, or meets a condition."""
        end = time.monotonic() + DEADLINE
        while True:
            seen = self.text()
            if all(text in seen for text in texts) and (until is None or until(seen)):
                return seen
            if time.monotonic() > end:
                sys.exit(f"the screen never showed {texts}:\n{seen}")

    def rest(self) -> list[str]:
        """The rows with their styles, once two captures are equal."""
        time.sleep(0.3)
        before, now = None, ""
        while before != now:
            time.sleep(0.1)
            before, now = now, self.tmux("capture-pane", "-p", "-e", "-N")
        return now.split("\n")[:self.rows]

    def close(self) -> None:
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], check=False, capture_output=True)


def elements(text: str) -> list[tuple[str, int]]:
    """The characters as drawn, each with its cells in tmux."""
    out: list[tuple[str, int]] = []
    joins = False
    for c in text:
        cells = (0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
                 else 2 if unicodedata.east_asian_width(c) in "WF" else 1)
        if out and (joins and c != " " or cells == 0 or 0x1F3FB <= ord(c) <= 0x1F3FF):
            out[-1] = (out[-1][0] + c, out[-1][1])
        else:
            out.append((c, cells))
        joins = c == "\u200d"
    return out


def colour(n: int) -> str:
    """One of the 256 colours of xterm."""
    if n < 16:
        return BASIC[n % 8]
    if n > 231:
        return "#" + f"{8 + 10 * (n - 232):02x}" * 3
    levels = (0, 95, 135, 175, 215, 255)
    return "#" + "".join(f"{levels[(n - 16) // part % 6]:02x}" for part in (36, 6, 1))


def styled(line: str, style: dict) -> list[tuple[str, dict]]:
    """A captured row in pieces, each with its style; a style goes on into the next row."""
    out = []
    for part in re.split(r"(\x1b\[[0-9;]*m|\x1b[()].|\x0e|\x0f)", line):
        if part.startswith("\x1b[") and part.endswith("m"):
            codes = [int(code or 0) for code in part[2:-1].split(";")]
            while codes:
                n = codes.pop(0)
                if n == 0:
                    style.clear()
                elif n == 39:
                    style.pop("ink", None)
                elif n == 38 and len(codes) > 1:
                    style["ink"] = colour(codes[1])
                    del codes[:2]
                elif 30 <= n <= 37 or 90 <= n <= 97:
                    style["ink"] = colour(n % 10)
                elif n in (1, 2, 3, 4, 7):
                    style[n] = True
        elif part and part[0] not in "\x1b\x0e\x0f":
            out.append((part, dict(style)))
    return out


def as_html(rows: list[str], columns: int, ground: tuple[str, str]) -> str:
    """The screen as a page: each character has its own box, so no font moves its neighbours."""
    ink_of_all, paper_of_all = ground
    out, style = [], {}
    for y, line in enumerate(rows):
        x = 0
        for text, looks in styled(line, style):
            ink, paper = looks.get("ink", ink_of_all), paper_of_all
            if looks.get(7):
                ink, paper = paper, ink
            css = f"color:{ink};" + ("font-weight:bold;" if looks.get(1) else "")
            css += ("font-style:italic;" if looks.get(3) else "") + ("text-decoration:underline;" if looks.get(4) else "")
            opacity = "opacity:.6;" if looks.get(2) else ""
            for element, cells in elements(text):
                box = f"left:{x * CELL_W}px;top:{y * CELL_H}px;width:{cells * CELL_W}px"
                if looks.get(7):
                    out.append(f'<i style="{box};background:{paper}"></i>')
                if element.strip():
                    out.append(f'<i style="{box};{css}{opacity}">{html.escape(element)}</i>')
                x += cells
    size = f"width:{columns * CELL_W}px;height:{len(rows) * CELL_H}px"
    return (f'<style>body{{margin:0;background:{paper_of_all};font:{FONT_SIZE}px/{CELL_H}px {FONTS};{size};overflow:hidden}}'
            f'i{{position:absolute;height:{CELL_H}px;font-style:normal;white-space:pre;clip-path:inset(0 -3px)}}</style>'
            + "".join(out))


def paint(browser: Chromium, rows: list[str], columns: int, path: str, ground=DARK) -> None:
    """Writes the picture of a screen."""
    browser.call("Emulation.setDeviceMetricsOverride", width=columns * CELL_W, height=len(rows) * CELL_H,
                 deviceScaleFactor=1, mobile=False)
    frame = browser.call("Page.getFrameTree")["frameTree"]["frame"]["id"]
    browser.call("Page.setDocumentContent", frameId=frame, html=as_html(rows, columns, ground))
    browser.evaluate("document.fonts.ready.then(() => 1)")
    picture = browser.call("Page.captureScreenshot", format="png")["data"]
    with open(path, "wb") as file:
        file.write(base64.b64decode(picture))
