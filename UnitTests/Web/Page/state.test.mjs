// What events change in the state of the page: order, gaps, unread messages, pending messages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reduce } from "../../../EventLoopServer/Web/Page/events.js";
import * as states from "../../../EventLoopServer/Web/Page/state.js";
import { rowsOf } from "../../../EventLoopServer/Web/Page/draw.js";

const run = (state, ...events) => events.reduce(reduce, state);
const said = (seq, text = `t${seq}`, more = {}) => ({
  kind: "said",
  sender: 2,
  name: "bob",
  room: "lobby",
  seq,
  time: 1000 + seq,
  text,
  ...more,
});
const past = (seqs, more = {}) => ({
  kind: "past",
  room: "lobby",
  count: seqs.length,
  lines: seqs.map((seq) => ({ ...said(seq), isPast: true })),
  ...more,
});
const joined = (next, more = {}) => ({
  kind: "joined",
  room: "lobby",
  incarnation: "1",
  next,
  members: 1,
  ...more,
});
const named = (sender = 1) => ({ kind: "named", name: "alice", sender });
const inLobby = (next = 1) =>
  run(states.initialState(), { kind: "welcome", capabilities: ["Pages"] }, named(), joined(next));
const lobbyOf = (state) => state.places["#lobby"];
const texts = (state) =>
  lobbyOf(state)
    .lines.map(({ text }) => text)
    .join(" ");
const pendingIn = (state, text, request) =>
  states.addPending(state, "#lobby", { verb: "say", text }, request, 5000);

test("the first room is shown", () => assert.equal(inLobby().shown, "#lobby"));

test("messages count as unread where nobody looks", () => {
  let state = run(inLobby(), { ...joined(1), room: "dev" });
  state = run(state, said(1, "hi Alice", { room: "dev" }), said(2, "x", { room: "dev" }), said(1));
  assert.deepEqual([state.places["#dev"].unread, state.places["#dev"].mentions], [2, 1]);
  assert.equal(lobbyOf(state).unread, 0);
  const rows = rowsOf(state.places["#dev"].lines, state.places["#dev"].firstUnread, 5000);
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ["day", "unread", "message", "message"],
  );
  state = states.look(states.show(state, "#dev"), true);
  assert.equal(state.places["#dev"].unread, 0);
  assert.notEqual(state.places["#dev"].firstUnread, "");
  state = states.show(state, "#lobby");
  assert.equal(state.places["#dev"].firstUnread, "");
});

test("a message is pending until its event, and stays below lines that came before", () => {
  let state = pendingIn(pendingIn(inLobby(), "mine", 7), "second", 8);
  state = run(state, said(1, "other"));
  assert.equal(texts(state), "other mine second");
  const key = lobbyOf(state).lines[1].key;
  state = run(state, said(2, "mine", { sender: 1, name: "alice", request: 7 }), {
    kind: "done",
    request: 7,
    seq: 2,
    asked: { id: 7, verb: "say" },
  });
  assert.deepEqual(
    lobbyOf(state).lines.map(({ status }) => status),
    ["", "", "pending"],
  );
  assert.equal(lobbyOf(state).lines[1].key, key);
});

test("a refused message fails with its reason, in its place", () => {
  let state = pendingIn(run(inLobby(), said(1)), "mine", 7);
  state = run(
    state,
    {
      kind: "refused",
      text: "You are muted.",
      advice: "Wait.",
      code: "Muted",
      asked: { id: 7, verb: "say" },
    },
    said(2),
  );
  assert.equal(texts(state), "t1 mine t2");
  assert.deepEqual(
    [lobbyOf(state).lines[1].status, lobbyOf(state).lines[1].reason],
    ["failed", "You are muted. Wait."],
  );
});

test("a private message is accepted by its answer", () => {
  let state = states.addPlace(inLobby(), "person", "Bob");
  state = states.addPending(state, "@bob", { verb: "tell", text: "psst" }, 9, 5000);
  state = run(
    state,
    { kind: "done", time: 6000, asked: { id: 9, verb: "tell" } },
    { kind: "told", name: "bob", sender: 2, time: 7000, text: "yes" },
  );
  assert.deepEqual(
    state.places["@bob"].lines.map(({ text, status }) => text + status),
    ["psst", "yes"],
  );
});

test("older pages go above, twice the same page changes nothing", () => {
  let state = run(inLobby(10), past([7, 8, 9]));
  const page = past([4, 5, 6], { asked: { verb: "history", purpose: "page", place: "#lobby" } });
  state = run(state, page, page);
  assert.equal(texts(state), "t4 t5 t6 t7 t8 t9");
  state = run(
    state,
    past([1, 2, 3], {
      end: "start",
      asked: { verb: "history", purpose: "page", place: "#lobby" },
    }),
  );
  assert.equal(lobbyOf(state).end, "start");
});

// Every way to cut, to miss and to page has to give the same conversation.
test("a gap is filled without a hole or a double line", () => {
  const count = 40;
  for (let cut = 1; cut <= count; cut += 3) {
    for (const [latest, size] of [
      [5, 7],
      [0, 3],
      [40, 100],
      [1, 1],
    ]) {
      let state = inLobby(1);
      for (let seq = 1; seq <= cut; seq++) state = run(state, said(seq));
      state = states.lose(state, 0);
      state = run(state, named(5), joined(count + 1));
      let isFirst = true;
      for (let turn = 0; turn < 60; turn++) {
        if (isFirst && latest) {
          const from = Math.max(1, count - latest + 1);
          state = run(state, past(Array.from({ length: count - from + 1 }, (_, i) => from + i)));
        }
        if (isFirst) state = run(state, said(count + 1));
        isFirst = false;
        const [asked] = states.neededHistory(state);
        if (!asked) break;
        const seqs = [];
        for (let seq = asked.number + 1; seq <= count + 1 && seqs.length < size; seq++)
          seqs.push(seq);
        state = run(state, past(seqs, { asked }));
      }
      const expected = Array.from({ length: count + 1 }, (_, i) => `t${i + 1}`).join(" ");
      assert.equal(texts(state), expected, `cut ${cut}, latest ${latest}, pages of ${size}`);
      assert.equal(lobbyOf(state).fill, null);
    }
  }
});

test("a second cut during the filling leaves no hole", () => {
  let state = run(inLobby(1), said(1), said(2));
  state = run(states.lose(state, 0), named(5), joined(20), past([18, 19]));
  state = run(states.lose(state, 0), named(6), joined(31), past([29, 30]));
  const [asked] = states.neededHistory(state);
  assert.equal(asked.number, 2);
});

test("a message that arrived before the cut is not sent again", () => {
  let state = pendingIn(pendingIn(inLobby(1), "arrived", 7), "lost", 8);
  state = run(states.lose(state, 0), named(5), joined(3));
  assert.deepEqual(states.unanswered(state, () => false).length, 2);
  state = run(
    states.lose(pendingIn(run(inLobby(1), said(1)), "arrived", 7), 0),
    named(5),
    joined(3),
  );
  assert.deepEqual(
    states.unanswered(state, () => false),
    [],
  );
  const [asked] = states.neededHistory(state);
  state = run(
    state,
    past([], {
      asked,
      count: 1,
      lines: [said(2, "arrived", { name: "alice", sender: 1, isPast: true })],
    }),
  );
  assert.equal(texts(state), "t1 arrived");
  assert.deepEqual(
    states.unanswered(state, () => false),
    [],
  );
});

test("a message that did not arrive is sent again after the gap", () => {
  let state = states.lose(pendingIn(run(inLobby(1), said(1)), "lost", 7), 0);
  state = run(state, named(5), joined(3));
  const [asked] = states.neededHistory(state);
  state = run(state, past([2], { asked }));
  assert.deepEqual(
    states
      .unanswered(state, () => false)
      .map(({ line, canSendAgain }) => [line.text, canSendAgain]),
    [["lost", true]],
  );
});

test("a private message without an answer is not sent twice", () => {
  let state = states.addPlace(inLobby(), "person", "bob");
  state = states.addPending(state, "@bob", { verb: "tell", text: "psst" }, 9, 5000);
  state = states.addPending(state, "@bob", { verb: "tell", text: "while offline" }, 0, 5000);
  state = run(states.lose(state, 0), named(5), joined(3));
  assert.deepEqual(
    states.unanswered(state, () => false).map(({ canSendAgain }) => canSendAgain),
    [false, true],
  );
});

test("after a crash of the server, kept lines are the same and lost ones stay", () => {
  let state = inLobby(1);
  for (let seq = 1; seq <= 6; seq++) state = run(state, said(seq));
  state = run(states.lose(state, 0), named(5), joined(6, { incarnation: "2" }));
  state = run(state, past([3, 4], { end: "" }), said(6, "new", { time: 9000 }));
  assert.equal(texts(state), "t1 t2 t3 t4 t5 t6 new");
});

test("a room that was created again shows its new lines below the old ones", () => {
  let state = run(inLobby(1), said(1), said(2), said(3));
  state = run(states.lose(state, 0), named(5), joined(3, { incarnation: "2" }));
  state = run(
    state,
    past([], {
      count: 2,
      lines: [1, 2].map((seq) => said(seq, `n${seq}`, { time: 9000 + seq })),
      end: "start",
    }),
  );
  assert.equal(texts(state), "t1 t2 t3 n1 n2");
  assert.equal(lobbyOf(state).fill, null);
});

test("a resumed session sends again under the same numbers, in their order", () => {
  let state = run(inLobby(1), said(1));
  state = states.addPlace(state, "person", "bob");
  state = states.addPending(state, "@bob", { verb: "tell", text: "psst" }, 8, 5000);
  state = pendingIn(pendingIn(state, "first", 7), "later", 9);
  state = run(states.lose(state, 0), { kind: "resumed", sender: 1, name: "alice", number: 7 });
  assert.deepEqual(
    states
      .unanswered(state, () => false)
      .map(({ line, canSendAgain }) => [line.request, canSendAgain]),
    [
      [7, true],
      [8, true],
      [9, true],
    ],
  );
  state = run(state, { kind: "done", request: 7, room: "lobby", seq: 2, time: 1002 }, joined(4));
  const [asked] = states.neededHistory(state);
  const own = said(2, "first", { sender: 1, name: "alice", isPast: true, time: 1003 });
  state = run(state, past([], { asked, count: 2, lines: [own, said(3)] }));
  assert.equal(texts(state), "t1 first t3 later");
});

const resumed = (number) => ({ kind: "resumed", sender: 1, name: "alice", number });
const unanswered = (state) =>
  states.unanswered(state, () => false).map(({ line }) => [line.text, line.request]);

test("an accepted message that a crash has lost is sent again under its number", () => {
  let state = run(inLobby(1), said(1));
  state = pendingIn(pendingIn(state, "kept", 7), "lost", 8);
  state = states.addPlace(state, "person", "bob");
  state = states.addPending(state, "@bob", { verb: "tell", text: "psst" }, 9, 5000);
  const own = (seq, text, request) => said(seq, text, { sender: 1, name: "alice", request });
  state = run(
    state,
    own(2, "kept", 7),
    own(3, "lost", 8),
    { kind: "done", request: 8, room: "lobby", seq: 3 },
    { kind: "done", request: 9 },
    said(4),
  );
  assert.deepEqual(unanswered(state), []);
  state = run(states.lose(state, 0), resumed(7));
  assert.deepEqual(unanswered(state), [
    ["lost", 8],
    ["psst", 9],
  ]);
  state = run(state, joined(3, { incarnation: "2" }));
  assert.equal(texts(state), "t1 kept t4 lost", "it waits below the others");
  state = run(state, own(4, "lost", 8), { kind: "done", request: 9 });
  assert.equal(texts(state), "t1 kept t4 lost");
  assert.deepEqual(unanswered(state), []);
});

test("a session that the server has whole sends nothing again", () => {
  let state = pendingIn(run(inLobby(1), said(1)), "hi", 7);
  state = run(state, said(2, "hi", { sender: 1, name: "alice", request: 7 }));
  assert.deepEqual(unanswered(run(states.lose(state, 0), resumed(7))), []);
  assert.deepEqual(unanswered(run(states.lose(state, 0), resumed(9))), []);
});

test("only own messages of this session are sent again after a crash", () => {
  let state = pendingIn(inLobby(1), "of an earlier session", 7);
  state = run(
    state,
    said(1, "of an earlier session", { sender: 1, name: "alice", request: 7 }),
    said(2, "of another device", { sender: 1, name: "alice", request: 20 }),
  );
  state = run(states.lose(state, 0), { ...named(1), asked: { verb: "name", id: 10 } }, joined(3));
  state = pendingIn(state, "refused", 11);
  state = run(state, { kind: "refused", request: 11, text: "no" });
  assert.deepEqual(unanswered(run(states.lose(state, 0), resumed(0))), []);
});

test("a message that a failing disk has not stored is not sent again", () => {
  let state = pendingIn(inLobby(1), "hi", 7);
  state = run(
    state,
    said(1, "hi", { sender: 1, name: "alice", request: 7 }),
    { kind: "done", request: 7, room: "lobby", seq: 1, number: 1 },
  );
  assert.deepEqual(unanswered(run(states.lose(state, 0), resumed(0))), []);
});

test("hits of a search are kept with their places", () => {
  const lines = [said(5, "tea", { room: "dev" })];
  const state = run(inLobby(), { kind: "hits", count: 1, lines, asked: { verb: "search" } });
  assert.deepEqual(state.search.hits, [
    { kind: "said", room: "dev", seq: 5, name: "bob", text: "tea", time: 1005 },
  ]);
});

test("people come, go and are renamed; a conversation follows its person", () => {
  let state = run(inLobby(), {
    kind: "members",
    room: "lobby",
    count: 2,
    entries: [
      { name: "alice", id: 1 },
      { name: "bob", id: 2 },
    ],
  });
  state = states.addPlace(state, "person", "bob");
  state = run(
    state,
    { kind: "entered", room: "lobby", name: "carl", sender: 3, seq: 1, time: 1 },
    { kind: "renamed", room: "lobby", name: "bob", text: "Bobby", sender: 2, seq: 2, time: 2 },
    { kind: "departed", room: "lobby", name: "carl", sender: 3, seq: 3, time: 3 },
  );
  assert.deepEqual(Object.keys(lobbyOf(state).members).sort(), ["alice", "bobby"]);
  assert.ok(state.places["@bobby"] && !state.places["@bob"]);
});

test("messages are grouped, days and joins are rows", () => {
  const day = Date.UTC(2026, 4, 31, 12);
  let state = run(
    inLobby(),
    said(1, "a", { time: day }),
    said(2, "b", { time: day + 1000 }),
    { kind: "entered", room: "lobby", name: "carl", sender: 3, seq: 3, time: day + 2000 },
    { kind: "departed", room: "lobby", name: "carl", sender: 3, seq: 4, time: day + 3000 },
    said(5, "c", { time: day + 4000 }),
    said(6, "d", { time: day + 86_400_000 }),
  );
  const rows = rowsOf(lobbyOf(state).lines, "", day + 86_400_000).map(
    (row) => row.kind + (row.isHead ? "*" : "") + (row.line ? "" : `:${row.text}`),
  );
  assert.deepEqual(rows, [
    "day:Yesterday",
    "message*",
    "message",
    "presence",
    "message*",
    "day:Today",
    "message*",
  ]);
});

test("an old part of the history joins the newest lines", () => {
  let state = run(inLobby(100), past([97, 98, 99]));
  const page = (purpose) => ({ verb: "history", purpose, place: "#lobby" });
  state = run(state, past([9, 10, 11], { asked: page("older-open:10") }));
  assert.equal(lobbyOf(state).older.target, 10);
  state = run(
    state,
    past([7, 8], { asked: page("older-up") }),
    past(
      Array.from({ length: 85 }, (_, i) => 12 + i),
      { asked: page("older-down") },
    ),
  );
  assert.equal(lobbyOf(state).older, null);
  assert.equal(lobbyOf(state).lines.length, 93);
});

test("wrong passwords and taken names are shown at the login", () => {
  let state = run(states.initialState(), {
    kind: "refused",
    code: "PasswordNeeded",
    text: "x",
    asked: { verb: "name" },
  });
  assert.ok(state.needsPassword);
  state = run(state, {
    kind: "refused",
    code: "NameTaken",
    text: "Another user has this name.",
    advice: "Try another.",
    asked: { verb: "name" },
  });
  assert.equal(state.loginError, "Another user has this name. Try another.");
});

test("an unknown kind changes nothing", () => {
  const state = inLobby();
  assert.equal(run(state, { kind: "toString" }, { kind: "hello" }), state);
});

const read = (seq, more = {}) => ({ kind: "read", room: "lobby", incarnation: "1", seq, ...more });

test("a line that was read on another device is not unread", () => {
  let state = states.look(inLobby(), false);
  state = run(state, read(0), said(1, "hi alice"), said(2), said(3));
  assert.deepEqual([lobbyOf(state).unread, lobbyOf(state).mentions], [3, 1]);
  state = run(state, read(2));
  assert.deepEqual([lobbyOf(state).unread, lobbyOf(state).mentions], [1, 0]);
  assert.equal(lobbyOf(state).firstUnread, lobbyOf(state).lines[2].key);
  state = run(state, read(1));
  assert.equal(lobbyOf(state).readUpTo, 2, "it never goes back");
  state = run(state, read(9, { incarnation: "2" }));
  assert.equal(lobbyOf(state).unread, 1, "another room of the name");
  state = run(state, read(3));
  assert.deepEqual([lobbyOf(state).unread, lobbyOf(state).firstUnread], [0, ""]);
});

test("the unread line is where the other device has stopped", () => {
  const state = run(inLobby(6), read(3), past([1, 2, 3, 4, 5]));
  assert.equal(lobbyOf(state).unread, 0, "the user looks at them");
  assert.equal(lobbyOf(state).firstUnread, lobbyOf(state).lines[3].key);
  const away = run(states.look(inLobby(6), false), read(3), past([1, 2, 3, 4, 5]));
  assert.equal(lobbyOf(away).unread, 2);
  const first = run(inLobby(6), read(0), past([1, 2, 3, 4, 5]));
  assert.equal(lobbyOf(first).firstUnread, "", "a room in which nothing was read yet");
});

test("lines that arrived while the page was away are unread only if no device read them", () => {
  let state = run(states.look(inLobby(), false), read(0), said(1));
  state = run(states.lose(state, 0), named(), joined(5), read(3), past([1, 2, 3, 4]));
  assert.equal(lobbyOf(state).lines.length, 4);
  assert.equal(lobbyOf(state).unread, 1);
});

test("the page sends what was seen, and only with an account", () => {
  let state = run(inLobby(), said(1));
  assert.equal(states.nextRead(state), null, "a guest");
  state = { ...run(state, read(0)), hasAccount: true };
  assert.deepEqual(states.nextRead(state), { key: "#lobby", name: "lobby", seq: 1 });
  assert.equal(states.nextRead(states.look(state, false)), null, "nobody looks");
  assert.equal(states.nextRead(states.readTo(state, "#lobby", 1)), null);
  assert.equal(states.nextRead(run(state, named(7))), null, "another user");
});

test("a private message of another device is in the conversation with its receiver", () => {
  const told = { kind: "told", sender: 1, name: "alice", to: "bob", text: "hi", seq: 1, time: 5 };
  const state = run(inLobby(), told);
  const place = state.places["@bob"];
  assert.deepEqual([place.lines[0].isOwn, place.unread], [true, 0]);
});

test("a message of another device with the same number confirms nothing", () => {
  let state = pendingIn(inLobby(), "mine", 4);
  state = run(state, said(1, "of my phone", { sender: 1, request: 4 }));
  assert.deepEqual(
    lobbyOf(state).lines.map(({ text, status }) => [text, status]),
    [
      ["of my phone", ""],
      ["mine", "pending"],
    ],
  );
});
