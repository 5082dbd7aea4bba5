// Shared files: their lines, their boxes, and the list of files that the user wants to share.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../../EventLoopServer/Web/Page/connection.js";
import { boxOf, rowsOf } from "../../../EventLoopServer/Web/Page/draw.js";
import { reduce } from "../../../EventLoopServer/Web/Page/events.js";
import { isJpeg } from "../../../EventLoopServer/Web/Page/photo.js";
import * as sentences from "../../../EventLoopServer/Web/Page/sentences.js";
import { initialState } from "../../../EventLoopServer/Web/Page/state.js";
import * as transfers from "../../../EventLoopServer/Web/Page/transfers.js";

const id = "0123456789abcdef0123456789abcdef";
const shared = (seq, more = {}) => ({
  kind: "shared",
  sender: 2,
  name: "bob",
  room: "lobby",
  seq,
  time: 1000 + seq,
  text: "a b.jpg",
  path: `/f/${id}/a%20b.jpg`,
  size: 2048,
  type: "image/jpeg",
  width: 1600,
  height: 1200,
  ...more,
});
const inLobby = () =>
  [
    { kind: "welcome", capabilities: ["Files"] },
    { kind: "named", name: "alice", sender: 1 },
    { kind: "joined", room: "lobby", incarnation: "1", next: 1 },
  ].reduce(reduce, initialState());
const linesOf = (state) => state.places["#lobby"].lines;
const file = (name, size = 10) => ({ name, size });
const ready = (number, place = "#lobby") => ({
  ...transfers.newTransfer(number, place, place.slice(1), file(`${number}.png`)),
  status: "ready",
});
const statusOf = (all) => all.map(({ status }) => status).join(" ");

test("a shared file is a line, live and in a page of the history", () => {
  const page = {
    kind: "past",
    room: "lobby",
    count: 1,
    lines: [{ ...shared(1), isPast: true }],
    asked: { verb: "history", purpose: "page", place: "#lobby" },
  };
  const state = [shared(2), page, shared(3, { sender: 1, name: "alice" })].reduce(
    reduce,
    inLobby(),
  );
  const lines = linesOf(state);
  assert.deepEqual(
    lines.map(({ seq, isOwn }) => [seq, isOwn]),
    [
      [1, false],
      [2, false],
      [3, true],
    ],
  );
  const { path, width, size } = lines[0].file;
  assert.deepEqual([path, width, size], [`/f/${id}/a%20b.jpg`, 1600, 2048]);
  const rows = rowsOf(lines, "", 5000);
  assert.deepEqual(
    rows.map(({ kind, isHead }) => `${kind}${isHead ? " head" : ""}`),
    ["day", "message head", "message", "message head"],
  );
});

test("a shared file is unread where nobody looks, and its name mentions nobody", () => {
  let state = reduce(inLobby(), { kind: "joined", room: "dev", incarnation: "2", next: 1 });
  state = reduce(state, shared(1, { room: "dev", text: "alice.png" }));
  assert.deepEqual([state.places["#dev"].unread, state.places["#dev"].mentions], [1, 0]);
});

test("only paths of shared files are requested", () => {
  for (const path of [
    undefined,
    "",
    "//a.example/x.png",
    "https://a.example/x.png",
    `/f/${id}`,
    `/f/${id}/a b.png`,
    `/f/${id.toUpperCase()}/a.png`,
    "javascript:alert(1)",
    `/up/${id}`,
  ]) {
    assert.equal(linesOf(reduce(inLobby(), shared(1, { path })))[0].file.path, "", path);
  }
});

test("a file without a size or dimensions has none", () => {
  const event = shared(1, { size: undefined, width: undefined, height: undefined });
  const { size, width, height } = linesOf(reduce(inLobby(), event))[0].file;
  assert.deepEqual([size, width, height], [0, 0, 0]);
  assert.equal(linesOf(reduce(inLobby(), shared(1, { height: 0 })))[0].file.width, 0);
});

test("search finds shared files", () => {
  const state = reduce(inLobby(), { kind: "hits", count: 1, lines: [shared(4)] });
  assert.deepEqual(
    state.search.hits.map(({ kind, text, seq }) => [kind, text, seq]),
    [["shared", "a b.jpg", 4]],
  );
});

test("a refused offer leaves no line: its reason is beside the file", () => {
  const asked = { id: 3, verb: "offer", place: "#lobby", purpose: "file-1" };
  const state = reduce(inLobby(), { kind: "refused", code: "FileTooLarge", text: "x", asked });
  assert.equal(linesOf(state).length, 0);
});

test("an offer has name and size, and no number for an empty file", () => {
  assert.deepEqual(
    JSON.parse(encode({ id: 5, verb: "offer", target: "lobby", text: "a.png", number: 7 })),
    { verb: "offer", id: 5, target: "lobby", text: "a.png", number: 7 },
  );
});

test("a picture fits its box, keeps its shape and is never enlarged", () => {
  assert.deepEqual(boxOf(1600, 1200), { width: 360, height: 270 });
  assert.deepEqual(boxOf(1200, 1600), { width: 225, height: 300 });
  assert.deepEqual(boxOf(100, 50), { width: 100, height: 50 });
  assert.deepEqual(boxOf(1, 1), { width: 24, height: 24 });
  assert.deepEqual(boxOf(30_000, 10), { width: 360, height: 24 });
});

test("sizes and types are words", () => {
  assert.deepEqual(
    [0, 1, 1023, 1024, 2048, 1024 * 100, 1024 * 1024 - 1, 1024 * 1024 * 16].map(sentences.size),
    ["0 bytes", "1 byte", "1023 bytes", "1.0 KiB", "2.0 KiB", "100 KiB", "1.0 MiB", "16.0 MiB"],
  );
  assert.equal(sentences.fileFacts(2048, "application/pdf"), "2.0 KiB, PDF");
  assert.equal(sentences.fileFacts(5, ""), "5 bytes");
  assert.deepEqual(["a.pdf", "a.tar.gz", "Makefile", "a.verylong", ".x"].map(sentences.fileMark), [
    "PDF",
    "GZ",
    "FILE",
    "FILE",
    "X",
  ]);
});

test("names are valid on each system, and short", () => {
  const clean = transfers.cleanName;
  assert.deepEqual(
    ["a.png", "x/y\\z.png", "a\u0000\u202Eb.txt", " a ", ".", "..", "", "///"].map(clean),
    ["a.png", "z.png", "a__b.txt", "a", "file", "file", "file", "file"],
  );
  assert.deepEqual(
    [
      ".profile",
      'at 10:05 "x"?.png',
      "a.",
      "a .txt",
      "a\u202Fb.png",
      "\u{1F468}\u200D\u{1F469}",
    ].map(clean),
    ["profile", "at 10_05 _x__.png", "a", "a.txt", "a\u202Fb.png", "\u{1F468}_\u{1F469}"],
  );
  assert.equal(clean(`${"a".repeat(124)}.png`), `${"a".repeat(124)}.png`);
  assert.equal(clean(`${"a".repeat(125)}.png`), `${"a".repeat(124)}.png`);
  const long = clean(`${"\u{1F4F7}".repeat(60)}.jpeg`);
  assert.equal(long, `${"\u{1F4F7}".repeat(30)}.jpeg`);
  assert.equal(clean("\u{1F4F7}".repeat(33)), "\u{1F4F7}".repeat(32));
});

test("files wait for the user, and two are sent at once", () => {
  let all = [1, 2, 3].map((number) => ready(number)).concat(ready(4, "#dev"));
  assert.equal(transfers.nextTransfers(all, () => true).length, 0);
  assert.equal(transfers.hasUnsent(all, "#lobby"), true);
  all = transfers.sendAll(all, "#lobby");
  assert.equal(statusOf(all), "queued queued queued ready");
  assert.equal(transfers.hasUnsent(all, "#lobby"), false);
  assert.deepEqual(
    transfers.nextTransfers(all, () => true).map((one) => one.id),
    [1, 2],
  );
  assert.equal(transfers.nextTransfers(all, () => false).length, 0);
  for (const status of ["asking", "sending", "waiting"]) {
    const now = transfers.changeTransfer(all, 1, { status });
    assert.deepEqual(
      transfers.nextTransfers(now, () => true).map((one) => one.id),
      [2],
    );
  }
});

test("a file that was sent while it was prepared goes at once", () => {
  const one = transfers.newTransfer(1, "#lobby", "lobby", file("a.jpg"));
  assert.equal(transfers.prepared(one, 5).status, "ready");
  assert.equal(transfers.hasUnsent([one], "#lobby"), true);
  const [wanted] = transfers.sendAll([one], "#lobby");
  assert.equal(transfers.hasUnsent([wanted], "#lobby"), false);
  assert.deepEqual(transfers.prepared(wanted, 5), { size: 5, status: "queued" });
});

test("a lost connection asks again, and does not stop an upload", () => {
  const all = ["asking", "sending", "waiting", "failed", "ready"].map((status, i) => ({
    ...ready(i),
    status,
  }));
  assert.equal(statusOf(transfers.withoutAnswers(all)), "queued sending waiting failed ready");
});

test("a busy server is asked again with the same slot, a lost slot is replaced", () => {
  const one = { ...ready(1), status: "sending", path: "/up/1" };
  const busy = transfers.afterAnswer(one, 429, 3, "");
  assert.deepEqual(
    [busy.change.status, busy.change.path, busy.waitMs],
    ["waiting", undefined, 3000],
  );
  assert.equal(transfers.afterAnswer(one, 503, 9999, "").waitMs, 30_000);
  assert.equal(transfers.afterAnswer(one, 503, 0, "").waitMs, 1000);
  const lost = transfers.afterAnswer(one, 404, 0, "");
  assert.deepEqual([lost.change.status, lost.change.path], ["queued", ""]);
});

test("an upload without an answer is repeated after its event had time to arrive", () => {
  let one = { ...ready(1), status: "sending", path: "/up/1" };
  for (let i = 0; i < 2; i++) {
    const lost = transfers.afterAnswer(one, 0, 0, "");
    one = { ...one, ...lost.change };
    assert.deepEqual([one.status, one.isUnsure, lost.waitMs], ["waiting", true, 2000]);
    assert.equal(transfers.withoutArrived([one], "#lobby", one.name, 10).length, 0);
    one = { ...one, ...transfers.afterWait(one) };
    assert.equal(one.status, "queued");
  }
  one = { ...one, ...transfers.afterAnswer(one, 0, 0, "").change };
  assert.deepEqual([one.status, one.reason], ["failed", sentences.uploadLost]);
  assert.equal(transfers.afterWait({ ...one, path: "/up/1" }).status, "sending");
});

test("a server that stays busy ends the upload", () => {
  for (const code of [404, 429, 503]) {
    let one = { ...ready(1), status: "sending" };
    let rounds = 0;
    while (one.status !== "failed") {
      one = { ...one, ...transfers.afterAnswer(one, code, 1, "Busy.").change };
      assert.ok(++rounds <= 8);
    }
    assert.deepEqual([rounds, one.reason, one.canRetry], [8, "Busy.", true]);
    assert.deepEqual({ ...one, ...transfers.again() }.tries, 0);
  }
});

test("a failure has the sentence of the server, or one of the page", () => {
  const one = { ...ready(1), status: "sending" };
  const reasonOf = (code, text) => transfers.afterAnswer(one, code, 0, text).change.reason;
  assert.equal(
    reasonOf(507, "The disk of the server is full.\n"),
    "The disk of the server is full.",
  );
  assert.equal(reasonOf(502, "<html>Bad gateway</html>"), sentences.uploadFailed);
  assert.equal(reasonOf(500, ""), sentences.uploadFailed);
  assert.equal(reasonOf(413, "<html></html>"), sentences.uploadTooLarge);
});

test("a failed upload whose file was shared is no failure", () => {
  const lost = { ...ready(1), name: "a.png", ...transfers.failed("lost", true, true) };
  const refused = { ...ready(2), name: "a.png", ...transfers.failed("refused") };
  const all = [refused, lost, { ...lost, id: 3 }];
  assert.deepEqual(
    transfers.withoutArrived(all, "#lobby", "a.png", 10).map((one) => one.id),
    [2, 3],
  );
  assert.equal(transfers.withoutArrived(all, "#dev", "a.png", 10), all);
  assert.equal(transfers.withoutArrived(all, "#lobby", "a.png", 11), all);
});

test("photos are found by their first bytes", () => {
  assert.equal(isJpeg(new Uint8Array([0xff, 0xd8, 0xff, 0xe1])), true);
  assert.equal(isJpeg(new Uint8Array([0x89, 0x50, 0x4e, 0x47])), false);
  assert.equal(isJpeg(new Uint8Array([0xff, 0xd8])), false);
});
