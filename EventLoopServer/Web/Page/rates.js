// Rates from two samples of the live view, and their texts. Pure functions: no DOM, no clock.

/**
 * One answer of /loop.json: totals since the start of the server, and its state now.
 * @typedef {{
 *   atMs: number, turns: number, phasesNs: Record<string, number>,
 *   turnsByLength: number[], lengthsNs: number[],
 *   requests: number, deliveries: number, sends: number,
 *   receivedBytes: number, sentBytes: number, parks: number, wakes: number,
 *   members: number, rooms: number, queues: Record<string, number>,
 *   connections: number, hot: number, parked: number, slots: string,
 * }} Sample
 */

/**
 * The work between two samples. Times of phases are in ns for each second.
 * @typedef {{
 *   turns: number, busyShare: number, p99Ns: number, phases: Record<string, number>,
 *   phaseOfTurnNs: Record<string, number>, requests: number, deliveries: number, sends: number,
 *   receivedBytes: number, sentBytes: number,
 * }} Rates
 */

const SLEEP = "wait";

/**
 * The rates between two samples; null when they are the same sample, or of two servers.
 * @param {Sample} from @param {Sample} to
 * @returns {Rates | null}
 */
export function ratesBetween(from, to) {
  const seconds = (to.atMs - from.atMs) / 1000;
  if (seconds <= 0 || to.turns < from.turns) {
    return null;
  }

  const turns = to.turns - from.turns;
  /** @param {keyof Sample} name */
  const rate = (name) => (Number(to[name]) - Number(from[name])) / seconds;
  /** @type {Record<string, number>} */
  const phases = {};
  /** @type {Record<string, number>} */
  const phaseOfTurnNs = {};
  let busy = 0;
  let all = 0;
  for (const [phase, ns] of Object.entries(to.phasesNs)) {
    const spent = ns - (from.phasesNs[phase] ?? 0);
    phases[phase] = spent / seconds;
    phaseOfTurnNs[phase] = spent / Math.max(1, turns);
    all += spent;
    busy += phase === SLEEP ? 0 : spent;
  }

  return {
    turns: turns / seconds,
    busyShare: busy / Math.max(1, all),
    p99Ns: quantileOf(from, to, 0.99),
    phases,
    phaseOfTurnNs,
    requests: rate("requests"),
    deliveries: rate("deliveries"),
    sends: rate("sends"),
    receivedBytes: rate("receivedBytes"),
    sentBytes: rate("sentBytes"),
  };
}

/**
 * The length that a share of the turns did not exceed: the upper bound of a bucket. Infinite for
 * turns above the last bound, and 0 without turns.
 * @param {Sample} from @param {Sample} to @param {number} share
 */
export function quantileOf(from, to, share) {
  const counts = to.turnsByLength.map((count, n) => count - (from.turnsByLength[n] ?? 0));
  const all = counts.reduce((sum, count) => sum + count, 0);
  let sum = 0;
  for (const [n, count] of counts.entries()) {
    sum += count;
    if (all > 0 && sum >= all * share) {
      return to.lengthsNs[n] ?? Infinity;
    }
  }

  return 0;
}

/** A number with three digits: 7, 0.3, 12.4 k. @param {number} value */
export function countText(value) {
  const units = ["", " k", " M", " G"];
  let unit = 0;
  while (value >= 9999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }

  const digits = value > 0 && value < 10 && !Number.isInteger(value) ? 1 : 0;
  return value.toFixed(unit > 0 && value < 100 ? 1 : digits) + units[unit];
}

/** @param {number} value */
export function bytesText(value) {
  const units = ["B", "KiB", "MiB", "GiB"];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }

  return `${value.toFixed(unit > 0 && value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** @param {number} ns */
export function timeText(ns) {
  if (ns === Infinity) {
    return "over 1 s";
  }

  const [value, unit] =
    ns >= 1e9 ? [ns / 1e9, "s"] : ns >= 1e6 ? [ns / 1e6, "ms"] : [ns / 1000, "µs"];
  return `${value < 10 ? Number(value.toFixed(1)) : value.toFixed(0)} ${unit}`;
}

/** @param {number} share */
export const percentText = (share) =>
  `${share > 0 && share < 0.1 ? (share * 100).toFixed(1) : (share * 100).toFixed(0)} %`;

/** How many slots have each letter. @param {string} slots */
export function lettersOf(slots) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const letter of slots) {
    counts[letter] = (counts[letter] ?? 0) + 1;
  }

  return counts;
}

/**
 * The next bound of a scale: 1, 2 or 5 times a power of ten.
 * @param {number} value
 */
export function scaleFor(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return ([1, 2, 5].find((step) => value <= step * power) ?? 10) * power;
}
