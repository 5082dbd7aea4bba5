// The page's rules for texts, with the examples that the C# tests use too.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  byteLength,
  colourOf,
  complete,
  findMention,
  hasSecret,
  limitMarks,
  markup,
  readLine,
  splitBlock,
} from "../../../EventLoopServer/Web/Page/text.js";
import { foldPresence } from "../../../EventLoopServer/Web/Page/draw.js";

const examples = JSON.parse(readFileSync(new URL("examples.json", import.meta.url), "utf8"));

const shown = (text) =>
  markup(text)
    .map((span) => {
      const style =
        (span.bold ? "B" : "") +
        (span.italic ? "I" : "") +
        (span.code ? "C" : "") +
        (span.link ? "L" : "");
      return style ? `${style}:${span.text}` : span.text;
    })
    .join("|");

test("markup", () => {
  for (const [text, spans] of examples.markup) assert.equal(shown(text), spans, text);
});

test("long text of marks does not take quadratic time", () => {
  const start = performance.now();
  for (const unit of ["*(", "*a* ", "_(a "]) markup(unit.repeat(50_000) + "x*");
  assert.ok(performance.now() - start < 20_000);
});

test("unclosed marks lose no text", () => {
  for (const unit of ["*a ", "_a_b ", "`a "]) {
    const text = unit.repeat(2000);
    assert.equal(
      markup(text)
        .map((span) => span.text)
        .join("").length,
      text.length,
    );
  }
});

test("a link has only the address, and no other scheme is a link", () => {
  assert.deepEqual(
    markup("javascript:alert(1) data:text/html,x").map(({ link }) => link),
    [""],
  );
  assert.deepEqual(
    markup("https://\u0430.example").map(({ link }) => link),
    [""],
  );
});

test("mentions", () => {
  for (const [text, name, at] of examples.mention) assert.equal(findMention(text, name), at, text);
});

test("folded joins and leaves", () => {
  for (const [events, text] of examples.presence) {
    const lines = events
      .split(" ")
      .filter(Boolean)
      .map((one) => ({ kind: one[0] === "+" ? "entered" : "departed", name: one.slice(1) }));
    assert.equal(foldPresence(lines), text, events);
  }
});

test("lines of a pasted block", () => {
  for (const [text, lines] of examples.block) {
    assert.deepEqual(
      splitBlock(text).map((line) => `${line.emptyLines}:${line.text}`),
      lines,
    );
  }
});

test("completion", () => {
  const words = { names: examples.names, rooms: examples.rooms };
  for (const [line, inserted] of examples.completion) {
    assert.deepEqual(
      complete(line, line.length, words).candidates.map(({ insert }) => insert),
      inserted,
      line,
    );
  }
});

test("completion of emoji inserts the picture", () => {
  const { start, candidates } = complete("hi :tad", 7, { names: [], rooms: [] });
  assert.equal(start, 3);
  assert.equal(candidates[0].insert, "\u{1F389} ");
});

test("typed lines", () => {
  const read = (line) => Object.values(readLine(line)).join("|");
  assert.equal(read("hi"), "say||hi");
  assert.equal(read("  indented"), "say||  indented");
  assert.equal(read("//etc"), "say||/etc");
  assert.equal(read("@bob hi there"), "tell|bob|hi there");
  assert.equal(read("@bob: hi"), "tell|bob|hi");
  assert.equal(read("@bob"), "say||@bob");
  assert.equal(read("/msg bob hi"), "tell|bob|hi");
  assert.equal(read("/ME waves"), "me||waves");
  assert.equal(read("/join dev"), "join|dev|");
  assert.equal(read("/part"), "leave||");
  assert.equal(read("/nick x"), "rename|x|");
  assert.equal(read("/send a.png 5"), "send|a.png 5|");
  assert.equal(read("/kick bob"), "line||/kick bob");
});

test("lines with passwords are recognised", () => {
  for (const line of [
    "/pass x",
    " /oper x",
    "/PASS x",
    "//pass x",
    "/login a b",
    "/register b",
    "/unregister b",
    "/password b",
  ])
    assert.ok(hasSecret(line), line);
  for (const line of ["/part x", "pass x", "/open x", "/join pass"])
    assert.ok(!hasSecret(line), line);
});

test("small rules", () => {
  assert.equal(byteLength("\u00f6\u{1F389}"), 6);
  assert.equal(colourOf("Alice"), colourOf("alice"));
  assert.equal(limitMarks("a" + "\u0301".repeat(30)).length, 5);
});
