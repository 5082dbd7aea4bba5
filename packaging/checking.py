"""The steps that packaging/check and packaging/check-systemd have in common."""
import os
import socket
import ssl
import subprocess
import time

DEADLINE_S = 30
PASSWORD = "correct-horse-battery"


def report(text):
    print(f"ok: {text}", flush=True)


class Certificates:
    """A root, and chains of a leaf and an intermediate certificate that it has signed."""

    def __init__(self, folder, user, group, mode):
        """user, group and mode are those of the files that renew writes for the server."""
        self.folder, self.count = folder, 0
        self.user, self.group, self.mode = user, group, mode
        self.root = folder / "root.pem"
        self.make("root", "/CN=check root", "CA:TRUE")

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def make(self, name, subject, kind, issuer=None):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        signer = ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key"] if issuer else []
        self.openssl(
            "req", "-x509", *key, *signer, "-keyout", f"{name}.key", "-out", f"{name}.pem",
            "-subj", subject, "-days", "30", "-addext", f"basicConstraints=critical,{kind}",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")

    def renew(self, target):
        """Writes a new chain and its key. Each file is replaced at once."""
        self.count += 1
        middle, leaf = f"middle{self.count}", f"leaf{self.count}"
        self.make(middle, f"/CN=check {middle}", "CA:TRUE", "root")
        self.make(leaf, f"/CN={leaf}", "CA:FALSE", middle)
        texts = [(self.folder / f"{n}.pem").read_text() for n in (leaf, middle)]
        key = (self.folder / f"{leaf}.key").read_text()
        for name, text in (("key.pem", key), ("chain.pem", "".join(texts))):
            new = target / f"{name}.new"
            new.write_text(text)
            new.chmod(self.mode)
            os.chown(new, self.user, self.group)
            new.replace(target / name)
        return leaf


class Client:
    """A user of the text dialect over TLS, which checks the chain of the server."""

    def __init__(self, port, roots, name):
        self.name = name
        self.context = ssl.create_default_context(cafile=roots)
        self.socket = self.context.wrap_socket(
            socket.create_connection(("127.0.0.1", port), DEADLINE_S),
            server_hostname="localhost")
        self.lines = self.socket.makefile("r", encoding="utf-8", newline="\n")
        self.say(name)
        self.wait_for("Welcome")

    def say(self, text):
        self.socket.sendall(f"{text}\n".encode())

    def wait_for(self, part):
        while part not in (line := self.lines.readline()):
            if not line:
                raise EOFError(f"{self.name}: the connection ended before '{part}'")
        return line

    def leaf(self):
        names = dict(pair[0] for pair in self.socket.getpeercert()["subject"])
        return names["commonName"]


def fetch(port, roots, path):
    context = ssl.create_default_context(cafile=roots)
    raw = socket.create_connection(("127.0.0.1", port), DEADLINE_S)
    with context.wrap_socket(raw, server_hostname="localhost") as web:
        web.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: web.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 200"), answer[:300]
    return answer


def serve_page(port, roots):
    answer = fetch(port, roots, "/")
    assert "<html" in answer, answer[:300]
    report(f"the page, {len(answer)} bytes over TLS")


def keep_account(port, roots):
    """An account needs both native libraries: SQLite keeps it, libsodium hashes its password."""
    owner = Client(port, roots, "owner")
    owner.say(f"/register {PASSWORD}")
    owner.wait_for("is yours now")
    figures = fetch(port, roots, "/metrics")
    assert "\ntcpchat_password_fallback 0\n" in figures, "libsodium does not work"
    assert '\ntcpchat_store_pressure{level="none"} 1\n' in figures, "SQLite does not work"
    report("an account in the store, with Argon2id")


def find_account(port, roots):
    """Logs in to the account of keep_account, which a later server has to know."""
    owner = Client(port, roots, "visitor")
    owner.say(f"/login owner {PASSWORD}")
    owner.wait_for("You are logged in as 'owner'")


def serve_console(program, port, roots, home):
    if program is None:
        print("skipped: no --client, so no SimpleClient was run")
        return
    listener = Client(port, roots, "listener")
    environment = {**os.environ, "SSL_CERT_FILE": str(roots), "HOME": str(home)}
    environment.pop("XDG_CONFIG_HOME", None)
    run = subprocess.run(
        [*program.split(), "localhost", str(port), "console", "--tls"], env=environment,
        input=b"hello from the console\n", capture_output=True, timeout=DEADLINE_S)
    assert run.returncode == 0, run
    listener.wait_for("hello from the console")
    report("a message of SimpleClient over TLS")


def renew_under_load(port, certificates, folder, begin, end, clients=20, rounds=10):
    """begin asks for a reload, and end waits until the server has done it.

    All send in turns; the chain is renewed in the middle; everybody must receive everything.
    """
    people = [
        Client(port, certificates.root, f"user{i}") for i in range(clients)]
    before = people[0].leaf()
    for round_ in range(rounds):
        for sender, person in enumerate(people):
            person.say(f"round {round_} of {sender};")
        if round_ == rounds // 2:
            expected = certificates.renew(folder)
            begin()
        time.sleep(0.2)
    end()
    for receiver, person in enumerate(people):
        for round_ in range(rounds):
            missing = {f"round {round_} of {s};" for s in range(clients) if s != receiver}
            while missing:
                line = person.wait_for(f"round {round_} of ")
                missing = {text for text in missing if text not in line}
    newcomer = Client(port, certificates.root, "newcomer")
    assert newcomer.leaf() == expected != before, (before, newcomer.leaf())
    delivered = clients * (clients - 1) * rounds
    report(f"renewed chain ({before} to {expected}): {clients} clients stayed connected and "
           f"received all {delivered} messages; a new client got the new chain")
