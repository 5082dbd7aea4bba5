// The connection of the page, with a socket that the test controls.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import {
  createConnection,
  createDecoder,
  encode,
  waitMs,
} from "../../../EventLoopServer/Web/Page/connection.js";

test("the lines of a page are one event", () => {
  const asked = { id: 3, verb: "history" };
  const decode = createDecoder((id) => (id === 3 ? asked : undefined));
  assert.equal(decode('{"kind":"past","request":3,"room":"dev","count":2}'), null);
  assert.equal(decode('{"kind":"said","seq":1}'), null);
  const page = decode('{"kind":"acted","seq":2}');
  assert.deepEqual(
    page.lines.map(({ seq, isPast }) => [seq, isPast]),
    [
      [1, true],
      [2, true],
    ],
  );
  assert.equal(page.asked, asked);
  assert.deepEqual(decode('{"kind":"past"}').lines, []);
});

test("an event does not take the place of its answer", () => {
  const waiting = new Map([[4, { id: 4, verb: "say" }]]);
  const decode = createDecoder((id) => waiting.get(id));
  assert.equal(decode('{"kind":"said","request":4}').asked, undefined);
  assert.equal(decode('{"kind":"done","request":4}').asked.verb, "say");
});

test("what is not an object with a kind is skipped", () => {
  const decode = createDecoder(() => undefined);
  for (const text of ["", "{", "null", "3", "[]", "{}"]) assert.equal(decode(text), null);
});

test("the id is at the beginning of a request, and notes of the page are not sent", () => {
  assert.equal(
    encode({ text: "x", purpose: "p", place: "#a", id: 3, verb: "say" }),
    '{"verb":"say","id":3,"text":"x"}',
  );
});

test("the waits grow to 30 seconds and differ", () => {
  assert.equal(waitMs(0, 1), 500);
  assert.equal(waitMs(0, 0), 250);
  assert.equal(waitMs(50, 1), 30_000);
});

class FakeSocket {
  static all = [];
  readyState = 0;
  sent = [];
  constructor() {
    FakeSocket.all.push(this);
  }
  send(text) {
    this.sent.push(JSON.parse(text));
  }
  receive(event) {
    this.readyState = 1;
    this.onmessage({ data: JSON.stringify(event) });
  }
  close() {
    this.readyState = 3;
  }
  drop() {
    this.readyState = 3;
    this.onclose();
  }
}

test("a lost connection is opened again, and a silent one is closed", () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  FakeSocket.all = [];
  const events = [];
  const connection = createConnection({
    url: "ws://x/ws",
    protocols: [],
    receive: (event) => events.push(event.kind),
    opening: () => events.push("opening"),
    lost: () => events.push("lost"),
    lastTold: () => 7,
    open: () => new FakeSocket(),
  });
  assert.equal(connection.request({ verb: "ping" }), 0);
  connection.connect();
  FakeSocket.all[0].receive({ kind: "welcome" });
  const id = connection.request({ verb: "say" });
  assert.ok(connection.isWaitingFor((asked) => asked.id === id));
  FakeSocket.all[0].drop();
  assert.ok(!connection.isWaitingFor(() => true));
  mock.timers.tick(500);
  FakeSocket.all[1].receive({ kind: "welcome" });
  mock.timers.tick(35_000);
  assert.deepEqual(FakeSocket.all[1].sent.map(({ verb }) => verb).includes("ping"), true);
  mock.timers.tick(15_000);
  assert.equal(FakeSocket.all[1].readyState, 3);
  assert.deepEqual(events.slice(0, 6), [
    "opening",
    "welcome",
    "lost",
    "opening",
    "welcome",
    "lost",
  ]);
  connection.end();
  const count = FakeSocket.all.length;
  mock.timers.tick(120_000);
  assert.equal(FakeSocket.all.length, count);
  mock.timers.reset();
});
