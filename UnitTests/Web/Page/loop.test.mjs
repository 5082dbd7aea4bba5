// What the live view makes of two samples.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as rates from "../../../EventLoopServer/Web/Page/rates.js";

const sample = (more = {}) => ({
  atMs: 0,
  turns: 0,
  phasesNs: { wait: 0, receive: 0, flush: 0 },
  turnsByLength: [0, 0, 0],
  lengthsNs: [10_000, 100_000],
  requests: 0,
  deliveries: 0,
  sends: 0,
  receivedBytes: 0,
  sentBytes: 0,
  ...more,
});

test("rates are differences by the time between the samples", () => {
  const now = rates.ratesBetween(
    sample({ turns: 100, requests: 10, phasesNs: { wait: 5e8, receive: 1e6, flush: 0 } }),
    sample({
      atMs: 2000,
      turns: 300,
      requests: 50,
      phasesNs: { wait: 2.0e9, receive: 1e6 + 4e8, flush: 1e8 },
    }),
  );
  assert.equal(now.turns, 100);
  assert.equal(now.requests, 20);
  assert.equal(now.busyShare, 0.25);
  assert.equal(now.phases.receive, 2e8);
  assert.equal(now.phaseOfTurnNs.receive, 2e6);
});

test("the same sample and that of another server have no rates", () => {
  assert.equal(rates.ratesBetween(sample(), sample()), null);
  assert.equal(rates.ratesBetween(sample({ turns: 9 }), sample({ atMs: 1000, turns: 8 })), null);
});

test("a quantile is the bound of its bucket", () => {
  const at = (counts, share) =>
    rates.quantileOf(sample({ turnsByLength: [5, 0, 0] }), sample({ turnsByLength: counts }), share);
  assert.equal(at([104, 1, 0], 0.99), 10_000);
  assert.equal(at([103, 2, 0], 0.99), 100_000);
  assert.equal(at([5, 0, 1], 0.99), Infinity);
  assert.equal(at([5, 0, 0], 0.99), 0);
});

test("texts have few digits and a unit", () => {
  assert.deepEqual([0, 0.25, 7, 12.4, 9999, 12_400, 2e6].map(rates.countText),
    ["0", "0.3", "7", "12", "9999", "12.4 k", "2000 k"]);
  assert.deepEqual([0, 999, 1024, 20_480, 3e6].map(rates.bytesText),
    ["0 B", "999 B", "1.0 KiB", "20 KiB", "2.9 MiB"]);
  assert.deepEqual([0, 800, 12_300, 2.5e6, Infinity].map(rates.timeText),
    ["0 µs", "0.8 µs", "12 µs", "2.5 ms", "over 1 s"]);
  assert.deepEqual([0, 0.004, 0.5].map(rates.percentText), ["0 %", "0.4 %", "50 %"]);
});

test("letters are counted and scales are round", () => {
  assert.deepEqual(rates.lettersOf("rrp.s"), { r: 2, p: 1, ".": 1, s: 1 });
  assert.deepEqual([0, 1, 3, 60, 1e6 + 1].map(rates.scaleFor), [1, 1, 5, 100, 2e6]);
});
