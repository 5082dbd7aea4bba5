// @ts-check
// The state of the page: plain data, and functions that return the next state. No DOM, no clock.
import { findMention } from "./text.js";

/** @typedef {import("./connection.js").ServerEvent} ServerEvent */
/** @typedef {import("./connection.js").Asked} Asked */

/**
 * @typedef {{
 *   key: string, kind: string, name: string, sender: number, text: string, time: number,
 *   seq: number, epoch: number, emptyLines: number, isOwn: boolean, request: number,
 *   status: "" | "pending" | "failed", reason: string, mentionsMe: boolean, file?: SharedFile,
 * }} Line a line of a conversation; a note of the page has the number of the line above it
 * @typedef {{ path: string, size: number, type: string, width: number, height: number }} SharedFile
 *   `path` is empty if it is not one of this server; `width` is 0 if it is no picture to show
 * @typedef {{ name: string, id: number }} Member
 * @typedef {{ after: number, upTo: number } | { before: number, left: number }} Fill
 * @typedef {{ lines: Line[], target: number, start: boolean, isLoading: boolean }} Older
 * @typedef {{
 *   key: string, kind: "room" | "person", name: string, isIn: boolean, wasIn: boolean,
 *   incarnation: string, epoch: number, lastSeq: number, missedAfter: number | null,
 *   fill: Fill | null, topic: string, topicBy: string, people: number,
 *   members: Record<string, Member> | null, arePeopleKnown: boolean, lines: Line[], end: string,
 *   isLoading: boolean,
 *   unread: number, mentions: number, firstUnread: string, older: Older | null,
 *   readUpTo: number | null,
 * }} Place a room or a private conversation. `missedAfter`: the connection was lost after this
 *   event; `fill`: the part of the history that is missing; `end`: why there are no older lines;
 *   `firstUnread`: the key of the line below the unread line; `older`: an old part of the
 *   history that is shown instead of the latest lines; `readUpTo`: the last event that the user has
 *   read on any device, null for guests
 * @typedef {{
 *   kind: string, room: string, seq: number, name: string, text: string, time: number,
 * }} Hit
 * @typedef {{
 *   link: "none" | "connecting" | "open" | "lost", retryAtMs: number, isSignedIn: boolean,
 *   wasSignedIn: boolean, needsPassword: boolean, needsAccount: boolean, loginError: string,
 *   ending: string, me: string, hasAccount: boolean, accountError: string,
 *   myIds: number[], server: string, maxText: number, capabilities: string[],
 *   places: Record<string, Place>, order: string[], shown: string, isLooking: boolean,
 *   token: string, offeredToken: string, isResumed: boolean, lastTold: number,
 *   sessionStart: number,
 *   rooms: { name: string, members: number, topic: string }[] | null, nextKey: number,
 *   search: { words: string, isBusy: boolean, hits: Hit[], error: string },
 * }} State `sessionStart`: the request that has begun the session; its later ones are higher
 */

/** The lines of a place in memory; older ones are loaded again when the user scrolls there. */
export const maxLines = 10_000;

export const lobby = "lobby";

/** @param {string} name */
export const roomKey = (name) => `#${name.toLowerCase()}`;
/** @param {string} name */
export const personKey = (name) => `@${name.toLowerCase()}`;

/** @returns {State} */
export const initialState = () => ({
  link: "none",
  retryAtMs: 0,
  isSignedIn: false,
  wasSignedIn: false,
  needsPassword: false,
  needsAccount: false,
  loginError: "",
  ending: "",
  me: "",
  hasAccount: false,
  accountError: "",
  myIds: [],
  server: "",
  maxText: 4096,
  capabilities: [],
  token: "",
  offeredToken: "",
  isResumed: false,
  lastTold: 0,
  sessionStart: 0,
  places: {},
  order: [],
  shown: "",
  isLooking: true,
  rooms: null,
  nextKey: 1,
  search: { words: "", isBusy: false, hits: [], error: "" },
});

/** @param {"room" | "person"} kind @param {string} name @returns {Place} */
export const newPlace = (kind, name) => ({
  key: kind === "room" ? roomKey(name) : personKey(name),
  kind,
  name,
  isIn: kind === "person",
  wasIn: false,
  incarnation: "",
  epoch: 0,
  lastSeq: 0,
  missedAfter: null,
  fill: null,
  topic: "",
  topicBy: "",
  people: 0,
  members: null,
  arePeopleKnown: false,
  lines: [],
  end: "",
  isLoading: false,
  unread: 0,
  mentions: 0,
  firstUnread: "",
  older: null,
  readUpTo: null,
});

/** @param {State} state @param {string} key @param {Partial<Place>} change @returns {State} */
function withPlace(state, key, change) {
  const place = state.places[key];
  return place ? { ...state, places: { ...state.places, [key]: { ...place, ...change } } } : state;
}

/** @param {State} state @param {"room" | "person"} kind @param {string} name @returns {State} */
export function addPlace(state, kind, name) {
  const place = newPlace(kind, name);
  if (state.places[place.key]) return state;
  return {
    ...state,
    places: { ...state.places, [place.key]: place },
    order: [...state.order, place.key],
    shown: state.shown || place.key,
  };
}

/** @param {State} state @param {string} name */
export const isMe = (state, name) => name.toLowerCase() === state.me.toLowerCase();

/** A message without an answer is below all others. */
const below = Number.MAX_SAFE_INTEGER;

/** @param {readonly Line[]} lines the position below which only unanswered messages are */
export function endOf(lines) {
  let at = lines.length;
  while (lines[at - 1]?.status === "pending") at--;
  return at;
}

/** @param {Line} a @param {Line} b */
const isAfter = (a, b) => a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq);

/**
 * Inserts lines at their places. Most lines belong to the end, and a page before all others.
 * @param {readonly Line[]} lines @param {readonly Line[]} added sorted @returns {Line[]}
 */
export function insertLines(lines, added) {
  const first = added[0];
  if (!first) return [...lines];
  const known = new Set(lines.filter(({ seq, kind }) => seq > 0 && kind !== "note").map(identity));
  const places = new Set(lines.filter(({ kind }) => kind !== "note").map(position));
  const fresh = added.filter((line) => !known.has(identity(line)) && !places.has(position(line)));
  const last = lines.at(-1);
  if (!last || !isAfter(last, first)) return [...lines, ...fresh];
  /** @type {Line[]} */
  const all = [];
  let at = 0;
  for (const line of fresh) {
    for (let old = lines[at]; old && !isAfter(old, line); old = lines[++at]) all.push(old);
    all.push(line);
  }
  return [...all, ...lines.slice(at)];
}

/**
 * After a crash, a server continues in a new incarnation: a number with the same time is the same
 * line in both.
 * @param {Line} line
 */
const identity = ({ seq, time }) => `${seq}:${time}`;

/** In one incarnation a number has one line. @param {Line} line */
const position = ({ epoch, seq }) => `${epoch}/${seq}`;

/**
 * A line from an event.
 * @param {State} state @param {Place} place @param {ServerEvent} event @returns {Line}
 */
function lineOf(state, place, event) {
  const sender = event.sender ?? 0;
  const name = event.name ?? "";
  const text = event.text ?? "";
  const isOwn = state.myIds.includes(sender) || (event.isPast === true && isMe(state, name));
  const isMessage = ["said", "acted", "told"].includes(event.kind);
  const seq = place.kind === "room" ? (event.seq ?? 0) : place.lastSeq + 1;
  return {
    key: `${event.kind === "told" ? "t" : ""}${seq}:${event.time ?? 0}`,
    kind: event.kind,
    name,
    sender,
    text,
    time: event.time ?? 0,
    seq,
    epoch: place.epoch,
    emptyLines: Math.min(event.emptyLines ?? 0, 2),
    isOwn,
    request: event.request ?? 0,
    status: "",
    reason: "",
    mentionsMe: isMessage && !isOwn && findMention(text, state.me) >= 0,
    ...(event.kind === "shared" ? { file: fileOf(event) } : {}),
  };
}

/** The page requests only this form of path from the server. */
const filePath = /^\/f\/[0-9a-f]{32}\/[!-~]+$/;

/** @param {ServerEvent} event @returns {SharedFile} */
const fileOf = ({ path = "", size, type, width, height }) => ({
  path: filePath.test(path) ? path : "",
  size: size ?? 0,
  type: type ?? "",
  width: height ? (width ?? 0) : 0,
  height: height ?? 0,
});

/** Lines of users that others want to read, in contrast to joins or a new topic. */
export const messageKinds = ["said", "acted", "told", "shared"];

/** @param {State} state @param {string} key @param {Line} line @returns {State} */
function append(state, key, line) {
  const place = state.places[key];
  if (!place) return state;
  const end = line.status === "pending" ? place.lines.length : endOf(place.lines);
  let lines = [...place.lines.slice(0, end), line, ...place.lines.slice(end)];
  // A user who reads far above keeps the lines that are on the screen.
  if (lines.length > maxLines + 500 && (state.shown !== key || state.isLooking)) {
    lines = lines.slice(-maxLines);
  }
  const change = /** @type {Partial<Place>} */ ({ lines });
  if (lines.length < place.lines.length) change.end = "";
  const isNews = messageKinds.includes(line.kind) && !line.isOwn;
  if (line.isOwn && line.status === "pending") {
    change.firstUnread = "";
  } else if (isNews && !(state.shown === key && state.isLooking)) {
    change.unread = place.unread + 1;
    if (line.mentionsMe || line.kind === "told") change.mentions = place.mentions + 1;
    if (place.unread === 0) change.firstUnread = line.key;
  }
  return withPlace(state, key, change);
}

/** Adds a note of the page or the server. @param {State} state @param {string} key
 *  @param {string} text @param {"note" | "refused"} kind @param {number} time @returns {State} */
export function addNote(state, key, text, kind, time) {
  const place = state.places[key] ?? state.places[state.shown];
  if (!place || !text) return state;
  const line = {
    key: `n${state.nextKey}`,
    kind,
    name: "",
    sender: 0,
    text,
    time,
    seq: place.lines[endOf(place.lines) - 1]?.seq ?? 0,
    epoch: place.epoch,
    emptyLines: 0,
    isOwn: false,
    request: 0,
    status: /** @type {const} */ (""),
    reason: "",
    mentionsMe: false,
  };
  return append({ ...state, nextKey: state.nextKey + 1 }, place.key, line);
}

/**
 * A message of the user, before the server has accepted it. Without a connection its request is 0.
 * @param {State} state @param {string} key @param {Asked} asked @param {number} request
 * @param {number} time @returns {State}
 */
export function addPending(state, key, asked, request, time) {
  const place = state.places[key];
  if (!place) return state;
  const kind = asked.verb === "me" ? "acted" : asked.verb === "tell" ? "told" : "said";
  /** @type {Line} */
  const line = {
    key: `p${state.nextKey}`,
    kind,
    name: state.me,
    sender: state.myIds.at(-1) ?? 0,
    text: asked.text ?? "",
    time,
    seq: below,
    epoch: below,
    emptyLines: asked.number ?? 0,
    isOwn: true,
    request,
    status: "pending",
    reason: "",
    mentionsMe: false,
  };
  return append({ ...state, nextKey: state.nextKey + 1 }, key, line);
}

/** @param {State} state @param {(line: Line) => boolean} matches */
export function findLine(state, matches) {
  for (const place of Object.values(state.places)) {
    const line = place.lines.findLast(matches);
    if (line) return { place, line };
  }
  return null;
}

/** @param {State} state @param {string} key @param {string} lineKey @returns {State} */
export const removeLine = (state, key, lineKey) =>
  withPlace(state, key, {
    lines: state.places[key]?.lines.filter((line) => line.key !== lineKey) ?? [],
  });

/** @param {State} state @param {string} key @param {Line} old @param {Partial<Line>} change */
export const changeLine = (state, key, old, change) =>
  withPlace(state, key, {
    lines:
      state.places[key]?.lines.map((line) => (line === old ? { ...line, ...change } : line)) ?? [],
  });

/**
 * Shows a place. The unread line of the place that is left is gone.
 * @param {State} state @param {string} key @returns {State}
 */
export function show(state, key) {
  if (!state.places[key] || state.shown === key) return state;
  const left = state.places[state.shown];
  const next = left
    ? withPlace(state, left.key, {
        firstUnread: left.unread ? left.firstUnread : "",
        older: null,
      })
    : state;
  return { ...next, shown: key };
}

/**
 * The user looks at the newest line of the shown place, or does not any more.
 * @param {State} state @param {boolean} isLooking @returns {State}
 */
export function look(state, isLooking) {
  const place = state.places[state.shown];
  const next = state.isLooking === isLooking ? state : { ...state, isLooking };
  return isLooking && place && (place.unread || place.mentions)
    ? withPlace(next, place.key, { unread: 0, mentions: 0 })
    : next;
}

/** @param {Line} line */
const isTalk = ({ kind }) => messageKinds.includes(kind);

/**
 * A message of another user that was read on no device. @param {Place} place @param {Line} line
 */
export const isNews = (place, line) =>
  isTalk(line) &&
  !line.isOwn &&
  !(line.epoch === place.epoch && line.seq <= (place.readUpTo ?? 0));

/**
 * The user has read a room up to an event, perhaps on another device. It never goes back.
 * @param {State} state @param {string} key @param {number} seq @returns {State}
 */
export function readTo(state, key, seq) {
  const before = state.places[key];
  if (!before) return state;
  const place = { ...before, readUpTo: Math.max(before.readUpTo ?? 0, seq) };
  const next = withPlace(state, key, { readUpTo: place.readUpTo });
  if (!place.unread) return next;
  const news = place.lines.filter((line) => isNews(place, line)).slice(-place.unread);
  return withPlace(next, key, {
    unread: news.length,
    mentions: news.filter((line) => line.mentionsMe || line.kind === "told").length,
    firstUnread: news[0]?.key ?? "",
  });
}

/**
 * What the server does not know yet: the user of an account has read the shown room further.
 * @param {State} state
 */
export function nextRead(state) {
  const place = state.places[state.shown];
  if (!place || place.kind !== "room" || place.readUpTo === null) return null;
  if (!state.isLooking || !state.hasAccount || !state.isSignedIn || place.older) return null;
  const last = place.lines.findLast(
    (line) => isTalk(line) && line.status === "" && line.epoch === place.epoch,
  );
  return last && last.seq > place.readUpTo
    ? { key: place.key, name: place.name, seq: last.seq }
    : null;
}

/** @param {State} state @param {string} key @returns {State} */
export function closePlace(state, key) {
  const { [key]: closed, ...places } = state.places;
  const order = state.order.filter((one) => one !== key);
  const at = state.order.indexOf(key);
  const shown = state.shown === key ? (order[Math.max(0, at - 1)] ?? "") : state.shown;
  return closed ? { ...state, places, order, shown } : state;
}

/** The server refused a message, or it may be lost. @param {State} state @param {string} key
 *  @param {Line} line @param {string} reason */
export function failLine(state, key, line, reason) {
  const lines = state.places[key]?.lines ?? [];
  const above = lines[endOf(lines) - 1];
  return changeLine(state, key, line, {
    status: "failed",
    reason,
    seq: above?.seq ?? 0,
    epoch: above?.epoch ?? 0,
  });
}

/** The connection was lost. @param {State} state @param {number} retryAtMs @returns {State} */
export function lose(state, retryAtMs) {
  /** @type {Record<string, Place>} */
  const places = {};
  for (const place of Object.values(state.places)) {
    places[place.key] = {
      ...place,
      isIn: place.kind === "person",
      wasIn: place.isIn || place.wasIn,
      isLoading: false,
      missedAfter: place.fill && "after" in place.fill ? place.fill.after : place.lastSeq || null,
      fill: null,
      arePeopleKnown: false,
      older: place.older && { ...place.older, isLoading: false },
    };
  }
  return {
    ...state,
    link: "lost",
    retryAtMs,
    isSignedIn: false,
    isResumed: false,
    places,
    rooms: null,
    search: { ...state.search, isBusy: false },
  };
}

/**
 * The requests for history that are needed now: gaps after a reconnection.
 * @param {State} state @returns {Asked[]}
 */
export function neededHistory(state) {
  if (!state.isSignedIn) return [];
  return state.order.flatMap((key) => {
    const place = state.places[key];
    if (!place?.isIn || !place.fill || place.isLoading) return [];
    const range =
      "after" in place.fill ? { number: place.fill.after } : { before: place.fill.before };
    return [
      {
        verb: "history",
        target: place.name,
        count: 200,
        purpose: "fill",
        place: key,
        ...range,
      },
    ];
  });
}

/**
 * The user's messages without an answer. In a resumed session each of them may be sent again under
 * its number. Otherwise a message to a room may, after the gap in its history is filled: the server
 * does not have it. Private messages are in no history, so their fate is unknown.
 * @param {State} state @param {(request: number) => boolean} isAsked
 */
export function unanswered(state, isAsked) {
  if (!state.isSignedIn) return [];
  const all = state.order.flatMap((key) => {
    const place = state.places[key];
    if (!place) return [];
    const isReady = place.isIn && !place.fill;
    return place.lines
      .slice(-200)
      .filter((line) => line.status === "pending" && !isAsked(line.request))
      .map((line) => ({ key, line, isAgain: state.isResumed && line.request > 0 }))
      .filter(({ isAgain }) => isReady || isAgain)
      .map(({ line, isAgain }) => ({
        key,
        line,
        canSendAgain: place.kind === "room" || line.request === 0 || isAgain,
      }));
  });
  // The server expects rising numbers, and new messages get higher ones.
  return all.sort((a, b) => (a.line.request || Infinity) - (b.line.request || Infinity) || 0);
}

/** A message that this page has sent; other devices of the account have request numbers of their own.
 * @param {State} state @param {Line} line */
const isOfSession = (state, line) => line.key[0] === "p" && line.request > state.sessionStart;

/**
 * The session continues. A crash of the server has lost the user's messages after the last request
 * that it has accepted: they wait for an answer again, below the other lines.
 * @param {State} state @param {number} accepted @returns {State}
 */
export function withLost(state, accepted) {
  let next = state;
  for (const { key, lines } of Object.values(state.places)) {
    const isLost = (/** @type {Line} */ line) =>
      line.status === "" && line.request > accepted && isOfSession(state, line);
    const lost = lines.filter(isLost);
    if (!lost.length) continue;
    const others = lines.filter((line) => !isLost(line));
    const end = endOf(others);
    const again = lost.map((line) => ({
      ...line,
      status: /** @type {const} */ ("pending"),
      seq: below,
      epoch: below,
    }));
    next = withPlace(next, key, { lines: [...others.slice(0, end), ...again, ...others.slice(end)] });
  }
  return next;
}

/**
 * A failing disk has not stored a message, but the others in the room have it. It is not sent again
 * after a restart.
 * @param {State} state @param {number} request @returns {State}
 */
export function withUnstored(state, request) {
  const found = findLine(state, (line) => line.request === request && isOfSession(state, line));
  return found ? changeLine(state, found.place.key, found.line, { request: 0 }) : state;
}

/** The most conversations, and lines of each, that survive a reload of the page. */
const [maxKept, maxKeptLines] = [20, 100];

/**
 * The private conversations for a reload of the page: the server does not keep them.
 * @param {State} state
 */
export const keptConversations = (state) => ({
  me: state.me,
  places: state.order
    .flatMap((key) => (state.places[key]?.kind === "person" ? [state.places[key]] : []))
    .slice(-maxKept)
    .map(({ name, lines }) => ({
      name,
      lines: lines
        .filter((line) => line.kind === "told")
        .slice(-maxKeptLines)
        .map((line) => ({
          name: line.name,
          text: line.text,
          time: line.time,
          emptyLines: line.emptyLines,
          isOwn: line.isOwn,
          // Whether a message arrived that had no answer, is unknown after a reload.
          isLost: line.status !== "",
        })),
    })),
});

/**
 * Opens the conversations of `keptConversations`, if they are those of the same user.
 * @param {State} state @param {unknown} stored @param {string} lostReason @returns {State}
 */
export function withConversations(state, stored, lostReason) {
  const kept = /** @type {ReturnType<typeof keptConversations> | null} */ (stored);
  if (!Array.isArray(kept?.places) || !isMe(state, String(kept.me))) return state;
  let next = state;
  for (const { name, lines } of kept.places) {
    const key = personKey(String(name));
    if (next.places[key] || !Array.isArray(lines)) continue;
    next = addPlace(next, "person", String(name));
    next = withPlace(next, key, {
      lastSeq: lines.length,
      lines: lines.map((line, i) => ({
        key: `k${i + 1}:${line.time}`,
        kind: "told",
        name: String(line.name),
        sender: 0,
        text: String(line.text),
        time: Number(line.time),
        seq: i + 1,
        epoch: 0,
        emptyLines: Number(line.emptyLines),
        isOwn: line.isOwn === true,
        request: 0,
        status: line.isLost ? "failed" : "",
        reason: line.isLost ? lostReason : "",
        mentionsMe: false,
      })),
    });
  }
  return { ...next, shown: state.shown };
}

export { append, identity, lineOf, withPlace };
