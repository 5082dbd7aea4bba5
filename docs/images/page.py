#!/usr/bin/env python3
"""Remakes page.png: a real server, three people with plain sockets, and the page in Chromium.

    python3 docs/images/page.py        (from the root of a checkout; needs chromium and the .NET SDK)
"""
import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVER = os.path.join(ROOT, "EventLoopServer", "bin", "Release", "net10.0", "EventLoopServer.dll")
WIDTH, HEIGHT = 1080, 620
DEADLINE = 60.0


class Person:
    """A text client."""

    def __init__(self, port: int, name: str):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.say(name)
        self.wait("Welcome")

    def say(self, line: str) -> None:
        self.socket.sendall(line.encode() + b"\n")

    def wait(self, text: str) -> None:
        self.socket.settimeout(DEADLINE)
        seen = b""
        while text.encode() not in seen:
            seen += self.socket.recv(4096)


class Chromium:
    """Speaks the DevTools protocol over a pair of pipes: no port, and no package."""

    def __init__(self, profile: str):
        path = shutil.which("chromium") or sys.exit("needs chromium")
        # Chromium reads commands from descriptor 3 and writes answers to 4.
        read_in, self.commands = os.pipe()
        self.answers, write_out = os.pipe()
        flags = f"--headless --no-sandbox --remote-debugging-pipe --user-data-dir={profile}"
        self.process = subprocess.Popen(
            ["sh", "-c", f"exec {path} {flags} 3<&{read_in} 4>&{write_out}"],
            pass_fds=(read_in, write_out), stderr=subprocess.DEVNULL)
        self.unread, self.id, self.session = b"", 0, None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def call(self, method: str, **params) -> dict:
        self.id += 1
        command = {"id": self.id, "method": method, "params": params}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while True:
            while b"\0" not in self.unread:
                self.unread += os.read(self.answers, 1 << 20)
            message, self.unread = self.unread.split(b"\0", 1)
            answer = json.loads(message)
            if answer.get("id") == self.id:
                return answer["result"]

    def evaluate(self, expression: str):
        return self.call("Runtime.evaluate", expression=expression, awaitPromise=True)["result"].get("value")

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + DEADLINE
        while text not in (self.evaluate("document.body.innerText") or ""):
            if time.monotonic() > end:
                sys.exit(f"the page never showed {text!r}:\n{self.evaluate('document.body.innerText')}")
            time.sleep(0.05)

    def type_line(self, into: str, text: str) -> None:
        self.evaluate(f"document.querySelector('{into}').focus()")
        self.call("Input.insertText", text=text)
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r",
                      windowsVirtualKeyCode=13)


def play(browser: Chromium, port: int) -> list:
    """Returns the people, who are connected as long as the result is kept."""
    alice, bob, carol = (Person(port, name) for name in ("alice", "bob", "carol"))
    alice.say("/topic Release 1.4 on Friday")
    alice.say("good morning! the build is green again :tada:")
    bob.wait("good morning")
    bob.say("*finally*. I moved the flaky test into `Reactor/FaultTests`")
    alice.wait("finally")
    browser.call("Emulation.setDeviceMetricsOverride", width=WIDTH, height=HEIGHT, deviceScaleFactor=1, mobile=False)
    browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
    browser.call("Page.navigate", url=f"http://127.0.0.1:{port}/")
    browser.wait_for("Join the chat")
    browser.type_line("#login-name", "dora")
    browser.wait_for("Release 1.4")
    browser.type_line("#input", "/join dev")
    browser.wait_for("# dev")
    for person in (alice, bob):
        person.say("/join dev")
        person.wait("dev")
    browser.type_line("#input", "anyone here?")
    browser.wait_for("anyone here?")
    browser.evaluate("document.querySelector('[data-place=\"#lobby\"]').click()")
    browser.wait_for("good morning")
    carol.say("has anybody read https://example.org/notes yet?")
    alice.say("/join lobby")
    alice.say("dora: shall we go through them at three?")
    browser.wait_for("at three")
    browser.type_line("#input", "yes, see you there")
    browser.wait_for("yes, see you there")
    bob.say("dora: in dev too, please")
    bob.say("@dora and bring the cake :cake:")
    browser.wait_for("Private")
    browser.type_line("#input", "")
    time.sleep(0.5)
    return [alice, bob, carol]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        server = subprocess.Popen(
            ["dotnet", SERVER, "--port", str(port), "--store", "off", "--no-console"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        browser = None
        try:
            end = time.monotonic() + DEADLINE
            while socket.socket().connect_ex(("127.0.0.1", port)) != 0 and time.monotonic() < end:
                time.sleep(0.1)
            browser = Chromium(folder)
            people = play(browser, port)
            picture = browser.call("Page.captureScreenshot", format="png")["data"]
            del people
            with open(os.path.join(ROOT, "docs", "images", "page.png"), "wb") as file:
                file.write(base64.b64decode(picture))
        finally:
            for process in (browser.process if browser else None, server):
                if process:
                    process.terminate()
                    process.wait()


if __name__ == "__main__":
    main()
