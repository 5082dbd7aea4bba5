#!/usr/bin/env python3
"""Remakes session.svg: a real server and four real clients in tmux, their screens drawn as SVG.

    python3 docs/images/session.py        (from the root of a checkout; needs tmux, nc and the .NET SDK)
"""
import html
import os
import re
import socket
import subprocess
import sys
import time
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOCKET = f"tcpchat-picture-{os.getpid()}"
WIDTH, HEIGHT = 132, 34
CELL_W, CELL_H = 8.4, 17
COLOURS = ["#4a4f57", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#dcdfe4"]
DEADLINE = 60.0


def tmux(*words: str) -> str:
    done = subprocess.run(["tmux", "-L", SOCKET, *words], check=True, capture_output=True, text=True)
    return done.stdout


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(pane: str, text: str) -> None:
    """Waits until a pane shows a text; a picture of something that did not happen is worth nothing."""
    end = time.monotonic() + DEADLINE
    while text not in tmux("capture-pane", "-p", "-J", "-t", pane):
        if time.monotonic() > end:
            sys.exit(f"{pane} never showed {text!r}:\n{tmux('capture-pane', '-p', '-t', pane)}")
        time.sleep(0.05)


def type_line(pane: str, line: str) -> None:
    tmux("send-keys", "-t", pane, "-l", line)
    tmux("send-keys", "-t", pane, "Enter")


def play(port: int) -> dict[str, str]:
    """Plays the session; returns each pane's title."""
    build = os.path.join(ROOT, "{0}", "bin", "Release", "net10.0", "{0}.dll")
    server = f"exec dotnet {build.format('EventLoopServer')} --port {port} --store off"
    client = f"exec dotnet {build.format('SimpleClient')} 127.0.0.1 {port} --name "
    tmux("-u", "-f", "/dev/null", "new-session", "-d", "-s", "p", "-x", str(WIDTH), "-y", str(HEIGHT), server)
    tmux("set", "-g", "status", "off")
    tmux("set", "-g", "remain-on-exit", "on")
    panes = {"server": tmux("display", "-p", "#{pane_id}").strip()}

    def split(name: str, flag: str, of: str, size: str, command: str) -> None:
        out = tmux("split-window", flag, "-l", size, "-t", panes[of], "-P", "-F", "#{pane_id}", command)
        panes[name] = out.strip()

    wait_for(panes["server"], "Listening")
    split("alice", "-v", "server", "24", client + "alice")
    wait_for(panes["alice"], "lobby")
    split("bob", "-h", "alice", "50%", client + "bob")
    wait_for(panes["bob"], "lobby")
    split("carol", "-v", "alice", "12", client + "carol")
    wait_for(panes["carol"], "lobby")
    split("dave", "-v", "bob", "12", f"exec nc 127.0.0.1 {port}")
    type_line(panes["dave"], "dave")
    wait_for(panes["dave"], "Welcome, dave")

    script = [
        ("alice", "hello everybody! :wave:", "bob", "alice hello"),
        ("dave", "hi from plain nc", "alice", "dave hi"),
        ("bob", "@alice shall we plan the release? /join dev", "alice", "@bob 1!"),
        ("bob", "/join dev", "bob", "dev"),
        ("alice", "/join dev", "bob", "alice joined"),
        ("bob", "alice: is *Friday* all right?", "alice", "Friday"),
        ("alice", "/me nods", "bob", "alice nods"),
        ("carol", "/nick caroline", "dave", "caroline"),
        ("carol", "alice, bob: there is \u304a\u8336 in the kitchen :tea:", "alice", "lobby 1!"),
        ("dave", "/users", "dave", "caroline"),
        ("bob", "the notes: https://example.com/notes", "alice", "/notes"),
    ]
    for who, line, sees, what in script:
        type_line(panes[who], line)
        wait_for(panes[sees], what)
    tmux("send-keys", "-t", panes["alice"], "-l", "I'll write them up, and")
    wait_for(panes["alice"], "up, and")
    return {pane: "dave: nc" if name == "dave" else name for name, pane in panes.items()}


def cells(text: str) -> int:
    """Cells that a text takes: enough for what is said in this picture."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def colour(n: int) -> str:
    """One of the 256 colours of xterm."""
    if n < 16:
        return COLOURS[n % 8]
    if n > 231:
        return "#" + f"{8 + 10 * (n - 232):02x}" * 3
    levels = (0, 95, 135, 175, 215, 255)
    return "#" + "".join(f"{levels[(n - 16) // part % 6]:02x}" for part in (36, 6, 1))


def styled(line: str, style: dict) -> list[tuple[str, dict]]:
    """One captured line in pieces, each with its style; a style goes on into the next line."""
    out = []
    for part in re.split(r"(\x1b\[[0-9;]*m|\x1b[()].|\x0e|\x0f)", line):
        if part.startswith("\x1b[") and part.endswith("m"):
            codes = [int(code or 0) for code in part[2:-1].split(";")]
            while codes:
                n = codes.pop(0)
                if n == 0:
                    style.clear()
                elif n == 39:
                    style.pop("colour", None)
                elif n == 38 and len(codes) > 1:
                    style["colour"] = colour(codes[1])
                    del codes[:2]
                elif 30 <= n <= 37 or 90 <= n <= 97:
                    style["colour"] = colour(n % 10)
                elif n in (1, 2, 3, 4, 7):
                    style[n] = True
        elif part and part[0] not in "\x1b\x0e\x0f":
            out.append((part, dict(style)))
    return out


def row(line: str, style: dict, x: float, y: float) -> list[str]:
    """One captured line as SVG."""
    out = []
    for text, looks in styled(line, style):
        wide = cells(text) * CELL_W
        ink = looks.get("colour", COLOURS[7])
        if looks.get(7):
            out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide + 0.3:.1f}" height="{CELL_H}" fill="{ink}"/>')
            ink = "#282c34"
        if text.strip():
            font = "".join((
                ' font-weight="bold"' if looks.get(1) else "",
                ' font-style="italic"' if looks.get(3) else "",
                ' opacity="0.65"' if looks.get(2) else "",
                ' text-decoration="underline"' if looks.get(4) else ""))
            out.append(
                f'<text x="{x:.1f}" y="{y + 13:.1f}" fill="{ink}" textLength="{wide:.1f}"'
                f' lengthAdjust="spacingAndGlyphs" xml:space="preserve"{font}>{html.escape(text)}</text>')
        x += wide
    return out


def draw(titles: dict[str, str]) -> str:
    width, height = WIDTH * CELL_W + 24, HEIGHT * CELL_H + 24
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        'font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="13.5">',
        f'<rect width="{width:.0f}" height="{height:.0f}" rx="8" fill="#1e2127"/>',
    ]
    for place in tmux("list-panes", "-F", "#{pane_id} #{pane_left} #{pane_top} #{pane_width} #{pane_height}").splitlines():
        pane, left, top, columns, rows = place.split()
        x, y = 12 + int(left) * CELL_W, 12 + int(top) * CELL_H
        w, h = int(columns) * CELL_W, int(rows) * CELL_H
        out.append(f'<rect x="{x - 4:.1f}" y="{y - 2:.1f}" width="{w + 4:.1f}" height="{h + 2:.1f}" rx="4" fill="#282c34"/>')
        style: dict = {}
        for i, line in enumerate(tmux("capture-pane", "-p", "-e", "-N", "-t", pane).splitlines()[: int(rows)]):
            out.extend(row(line, style, x, y + i * CELL_H))
        # Last, so that no line runs through it.
        label = titles[pane]
        out.append(
            f'<rect x="{x + w - len(label) * CELL_W - 10:.1f}" y="{y:.1f}" width="{len(label) * CELL_W + 8:.1f}" '
            f'height="{CELL_H}" rx="3" fill="#3a3f4b"/>')
        out.append(
            f'<text x="{x + w - 6:.1f}" y="{y + 13:.1f}" text-anchor="end" fill="#9aa3b2">{label}</text>')
    return "\n".join(out) + "\n</svg>\n"


def main() -> None:
    for project in ("EventLoopServer", "SimpleClient"):
        subprocess.run(["dotnet", "build", "-c", "Release", "-v", "q", os.path.join(ROOT, project)], check=True)
    try:
        picture = draw(play(free_port()))
    finally:
        subprocess.run(["tmux", "-L", SOCKET, "kill-server"], check=False)
    with open(os.path.join(ROOT, "docs", "images", "session.svg"), "w", encoding="utf-8") as f:
        f.write(picture)


main()
