// The live view: asks for a sample each second while it is seen, and draws it.
import * as rates from "./rates.js";

const INTERVAL_MS = 1000;
const SECONDS = 120;
const SVG = "http://www.w3.org/2000/svg";

/** The phases of a turn in their order, with what happens in them. */
const PHASES = {
  wait: "Asks the kernel which sockets are ready. Sleeps when there is no work.",
  mailbox: "Takes items of other threads: wake-ups, password checks, disk answers.",
  accept: "Accepts new connections.",
  receive: "Reads bytes, decodes them, runs commands, fills the rooms' feeds.",
  timers: "Ends deadlines and pauses that are due.",
  begin: "Members whose connections close leave the chat.",
  flush: "Sends to each connection all output of the turn at once.",
  release: "Frees slots of ended connections, parks silent ones.",
};

/** What the letters of connections mean. @type {Record<string, [string, string]>} */
const STATES = {
  r: ["recent", "sent last: polled in every turn"],
  h: ["hot", "polled in rotation"],
  p: ["parked", "silent: a zero-byte receive, no buffer, no poll"],
  s: ["slow", "has output that its client has not taken"],
  w: ["waiting", "not read: waits for its limit or an answer"],
  c: ["closing", "sends its last output"],
};

/** @type {[string, (now: rates.Rates) => number, (value: number) => string][]} */
const FIGURES = [
  ["turns a second", (now) => now.turns, rates.countText],
  ["of the time at work", (now) => now.busyShare, rates.percentText],
  ["of a turn at most (99 %)", (now) => now.p99Ns, rates.timeText],
  ["requests a second", (now) => now.requests, rates.countText],
  ["deliveries a second", (now) => now.deliveries, rates.countText],
  ["sends a second", (now) => now.sends, rates.countText],
  ["received a second", (now) => now.receivedBytes, rates.bytesText],
  ["sent a second", (now) => now.sentBytes, rates.bytesText],
];

/** @type {[string, (sample: rates.Sample) => string, string][]} */
const QUEUES = [
  ["Output not taken yet", (now) => rates.bytesText(now.queues["backlogBytes"] ?? 0),
    "in the rings of slow readers"],
  ["Messages on the way to the disk", (now) => rates.countText(now.queues["store"] ?? 0),
    "confirmed to their senders when they are kept"],
  ["Password checks", (now) => rates.countText(now.queues["passwords"] ?? 0),
    "on a thread of their own"],
  ["Certificate jobs", (now) => rates.countText(now.queues["certificates"] ?? 0),
    "on the background thread"],
  ["Timers", (now) => rates.countText(now.queues["timers"] ?? 0), "deadlines and pauses"],
  ["Buffers in use", (now) => `${rates.countText(now.queues["buffers"] ?? 0)} of `
    + rates.countText(now.queues["buffersMade"] ?? 0), "silent connections hold none"],
  ["Parked and woken", (now) => `${rates.countText(now.parks)}, ${rates.countText(now.wakes)}`,
    "since the start"],
  ["People and rooms", (now) => `${rates.countText(now.members)}, ${rates.countText(now.rooms)}`,
    "with a name; unloaded rooms are not counted"],
];

/** @type {rates.Sample | null} */
let last = null;
/** @type {rates.Rates[]} */
const history = [];
let token = "";
let isPaused = false;

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} tag @param {string} [className] @param {string} [text]
 * @returns {HTMLElement}
 */
function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Changes a text only when it differs, so that nothing is laid out for nothing. */
const write = (/** @type {Element} */ element, /** @type {string} */ text) => {
  if (element.textContent !== text) {
    element.textContent = text;
  }
};

/** Makes the parts that never change. */
function build() {
  write(byId("server"), location.host);
  for (const [label] of FIGURES) {
    const figure = make("div", "figure");
    const line = document.createElementNS(SVG, "svg");
    line.setAttribute("viewBox", `0 0 ${SECONDS - 1} 24`);
    line.setAttribute("preserveAspectRatio", "none");
    line.setAttribute("aria-hidden", "true");
    line.append(document.createElementNS(SVG, "path"));
    figure.append(make("dt", "", label), make("dd", "value", "–"), line);
    byId("figures").append(figure);
  }

  for (const [n, [phase, help]] of Object.entries(PHASES).entries()) {
    const item = make("li", `phase p${n}`);
    const bar = make("div", "bar");
    bar.append(make("div", "fill"));
    item.append(make("strong", "", phase), bar, make("span", "spent", "–"),
      make("p", "muted", help));
    byId("phases").append(item);
    if (n > 0) {
      const area = document.createElementNS(SVG, "path");
      area.setAttribute("class", `p${n}`);
      byId("chart").append(area);
    }
  }

  for (const [letter, [name, help]] of Object.entries(STATES)) {
    const item = make("li", `state-${letter}`);
    item.title = help;
    item.append(make("span", "sample"), make("strong", "", name), make("span", "count", "0"),
      make("span", "muted", help));
    byId("legend").append(item);
  }

  for (const [label, , help] of QUEUES) {
    const row = make("div");
    const term = make("dt", "", label);
    term.append(make("span", "muted", help));
    row.append(term, make("dd", "", "–"));
    byId("queues").append(row);
  }
}

/** @param {rates.Sample} sample */
function draw(sample) {
  const now = last && rates.ratesBetween(last, sample);
  if (last && !now && sample.turns < last.turns) {
    history.length = 0;
  }

  drawConnections(sample);
  QUEUES.forEach(([, text], n) =>
    write(/** @type {Element} */ (byId("queues").children[n]?.querySelector("dd")), text(sample)));
  if (!now) {
    return;
  }

  history.push(now);
  history.splice(0, history.length - SECONDS);
  drawFigures(now);
  drawPhases(now);
  drawChart();
}

/** @param {rates.Rates} now */
function drawFigures(now) {
  FIGURES.forEach(([, value, text], n) => {
    const figure = /** @type {Element} */ (byId("figures").children[n]);
    write(/** @type {Element} */ (figure.querySelector("dd")), text(value(now)));
    const values = history.map(value).map((one) => (Number.isFinite(one) ? one : 2e9));
    const most = Math.max(...values, 1e-9);
    const first = SECONDS - values.length;
    figure.querySelector("path")?.setAttribute("d", values
      .map((one, at) => `${at ? "L" : "M"}${first + at} ${(23 - (22 * one) / most).toFixed(1)}`)
      .join(""));
  });
}

/** @param {rates.Rates} now */
function drawPhases(now) {
  const busy = Object.keys(PHASES)
    .slice(1)
    .reduce((sum, phase) => sum + (now.phases[phase] ?? 0), 0);
  Object.keys(PHASES).forEach((phase, n) => {
    const item = /** @type {Element} */ (byId("phases").children[n]);
    const share = n === 0 ? 0 : (now.phases[phase] ?? 0) / Math.max(1, busy);
    const fill = /** @type {HTMLElement} */ (item.querySelector(".fill"));
    fill.style.width = `${(share * 100).toFixed(1)}%`;
    const spent = rates.timeText(now.phaseOfTurnNs[phase] ?? 0);
    write(/** @type {Element} */ (item.querySelector(".spent")), `${spent} a turn`);
  });
}

/** The working time of each second, as areas above each other. */
function drawChart() {
  const names = Object.keys(PHASES).slice(1);
  const sums = history.map(() => 0);
  const totals = history.map((one) =>
    names.reduce((sum, phase) => sum + (one.phases[phase] ?? 0), 0));
  const scale = rates.scaleFor(Math.max(...totals));
  const first = SECONDS - history.length;
  const height = (/** @type {number} */ ns) => (100 - (100 * ns) / scale).toFixed(2);
  names.forEach((phase, n) => {
    const lower = sums.map((ns, at) => `L${first + at} ${height(ns)}`).reverse();
    history.forEach((one, at) => (sums[at] = (sums[at] ?? 0) + (one.phases[phase] ?? 0)));
    const upper = sums.map((ns, at) => `${at ? "L" : "M"}${first + at} ${height(ns)}`);
    byId("chart").children[n]?.setAttribute("d", `${upper.join("")}${lower.join("")}Z`);
  });
  write(byId("scale"), `full height: ${rates.timeText(scale)} in each second`);
}

/** @param {rates.Sample} sample */
function drawConnections(sample) {
  const letters = rates.lettersOf(sample.slots);
  Object.keys(STATES).forEach((letter, n) =>
    write(
      /** @type {Element} */ (byId("legend").children[n]?.querySelector(".count")),
      String(letters[letter] ?? 0)));
  const shown = sample.slots.length - (letters["."] ?? 0);
  write(byId("dots-count"), `${rates.countText(sample.connections)} open: `
    + `${rates.countText(sample.hot)} hot, ${rates.countText(sample.parked)} parked`
    + (shown < sample.connections ? `; ${shown} shown` : ""));
  const canvas = /** @type {HTMLCanvasElement} */ (byId("dots"));
  const columns = Math.max(8, Math.floor(canvas.clientWidth / (sample.slots.length > 256 ? 14 : 22)));
  const rows = Math.max(4, Math.ceil(sample.slots.length / columns));
  const ratio = window.devicePixelRatio || 1;
  const step = canvas.clientWidth / columns;
  canvas.style.height = `${rows * step}px`;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(rows * step * ratio);
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(ratio, ratio);
  const colours = coloursOf();
  for (const [slot, letter] of [...sample.slots].entries()) {
    const x = ((slot % columns) + 0.5) * step;
    const y = (Math.floor(slot / columns) + 0.5) * step;
    pen.beginPath();
    pen.arc(x, y, letter === "." ? 1 : step * 0.32, 0, 2 * Math.PI);
    pen.fillStyle = pen.strokeStyle = colours[letter] ?? "gray";
    if (letter === "p" || letter === "w") {
      pen.lineWidth = 1.5;
      pen.stroke();
    } else {
      pen.fill();
    }
  }
}

/** The colours of the scheme, which the style sheet has. @returns {Record<string, string>} */
function coloursOf() {
  /** @type {Record<string, string>} */
  const colours = { ".": getComputedStyle(document.body).getPropertyValue("--line") };
  Object.keys(STATES).forEach((letter, n) => {
    const sample = byId("legend").children[n]?.querySelector(".sample");
    colours[letter] = sample ? getComputedStyle(sample).color : "gray";
  });
  return colours;
}

/** @param {string} text @param {boolean} isLive */
function report(text, isLive) {
  write(byId("status"), text);
  byId("status").classList.toggle("live", isLive);
}

async function ask() {
  try {
    const answer = await fetch("loop.json", {
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      cache: "no-store",
    });
    if (answer.status === 403) {
      write(byId("refusal"), await answer.text());
      byId("access").hidden = false;
      byId("view").hidden = true;
      report("not allowed", false);
      return false;
    }

    if (!answer.ok) {
      report("refused", false);
      return true;
    }

    const sample = /** @type {rates.Sample} */ (await answer.json());
    byId("view").hidden = false;
    draw(sample);
    last = sample;
    report("live", true);
  } catch {
    report("no connection", false);
  }

  return true;
}

/** Asks once a second; not while the page is hidden or paused, nor while access is refused. */
async function watch() {
  let goesOn = true;
  if (!isPaused && !document.hidden) {
    goesOn = await ask();
  }

  if (goesOn) {
    setTimeout(watch, INTERVAL_MS);
  }
}

byId("pause").addEventListener("click", () => {
  isPaused = !isPaused;
  byId("pause").setAttribute("aria-pressed", String(isPaused));
  write(byId("pause"), isPaused ? "Continue" : "Pause");
  report(isPaused ? "paused" : "live", !isPaused);
});
byId("access").addEventListener("submit", (event) => {
  event.preventDefault();
  token = /** @type {HTMLInputElement} */ (byId("token")).value;
  byId("access").hidden = true;
  void watch();
});
build();
void watch();
