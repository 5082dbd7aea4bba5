// @ts-check
// What an event of the server changes in the state. Pure functions. No DOM, no clock.
import * as sentences from "./sentences.js";
import {
  addNote,
  addPlace,
  append,
  changeLine,
  closePlace,
  endOf,
  failLine,
  findLine,
  identity,
  insertLines,
  isMe,
  isNews,
  lineOf,
  lobby,
  personKey,
  readTo,
  roomKey,
  show,
  withLost,
  withPlace,
  withUnstored,
} from "./state.js";

/**
 * @typedef {import("./connection.js").ServerEvent} ServerEvent
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Place} Place
 * @typedef {import("./state.js").Line} Line
 * @typedef {(state: State, event: ServerEvent) => State} Reducer
 */

/** A gap after a restart of the server is filled with at most this many pages. */
const maxPagesBack = 10;

/** @type {Reducer} */
export function reduce(state, event) {
  const run = Object.hasOwn(reducers, event.kind) ? reducers[event.kind] : undefined;
  return run ? run(state, event) : state;
}

/** @param {ServerEvent} event */
const sentence = (event) => [event.text, event.advice].filter(Boolean).join(" ");

/** @param {State} state @param {ServerEvent} event the room of an event, if it is known */
const placeOf = (state, event) => state.places[roomKey(event.room ?? lobby)];

/** @type {Reducer} */
function addLine(state, event) {
  const place = placeOf(state, event);
  if (!place) return state;
  const seq = event.seq ?? 0;
  const pending =
    event.sender === state.myIds.at(-1) && event.request
      ? place.lines.findLast(
          (line) =>
            line.status === "pending" &&
            line.request === event.request &&
            // Another device of the account has request numbers of its own.
            line.text === event.text,
        )
      : undefined;
  const next = withPlace(state, place.key, { lastSeq: Math.max(seq, place.lastSeq) });
  if (!pending) return append(next, place.key, lineOf(state, place, event));
  const arrived = { ...lineOf(state, place, event), key: pending.key };
  const others = place.lines.filter((line) => line !== pending);
  const at = endOf(others);
  return withPlace(next, place.key, {
    lines: [...others.slice(0, at), arrived, ...others.slice(at)],
  });
}

/**
 * @param {State} state @param {Place} place
 * @param {(members: NonNullable<Place["members"]>) => void} change
 */
function changeMembers(state, place, change) {
  if (!place.members) return state;
  const members = { ...place.members };
  change(members);
  return withPlace(state, place.key, { members });
}

/** Another user has other read marks. @param {State["places"]} places */
const withoutMarks = (places) =>
  Object.fromEntries(
    Object.entries(places).map(([key, place]) => [key, { ...place, readUpTo: null }]),
  );

/** @type {Reducer} */
function refuse(state, event) {
  const asked = event.asked;
  const text = sentence(event);
  const time = event.time ?? 0;
  const id = asked?.id ?? event.request ?? 0;
  const found =
    id > 0 && findLine(state, (line) => line.status === "pending" && line.request === id);
  if (found) return failLine(state, found.place.key, found.line, text);
  if (event.code === "PasswordNeeded" || event.code === "PasswordWrong") {
    if (["pass", "name", "login"].includes(asked?.verb ?? "")) {
      const error = event.code === "PasswordWrong" ? text : state.loginError;
      return { ...state, needsPassword: true, loginError: error };
    }
  }
  if (asked?.verb === "resume") return state;
  if (asked?.purpose === "account") return { ...state, accountError: text };
  if (asked?.verb === "name" || asked?.verb === "login") {
    const needsAccount = state.needsAccount || event.code === "NameRegistered";
    return { ...state, needsAccount, loginError: text };
  }
  if (asked?.verb === "search") {
    return { ...state, search: { ...state.search, isBusy: false, hits: [], error: text } };
  }
  if (asked?.verb === "history" && asked.place) {
    const older = state.places[asked.place]?.older;
    // Without an end, the same request would be sent again at once.
    const next = withPlace(state, asked.place, {
      isLoading: false,
      fill: null,
      older: older ? { ...older, isLoading: false } : null,
    });
    return asked.purpose === "fill" ? addNote(next, asked.place, text, "refused", time) : next;
  }
  // The reason is beside the file that it belongs to.
  if (asked?.purpose === "quiet" || asked?.verb === "offer") return state;
  return addNote(state, asked?.place ?? "", text, "refused", time);
}

/** @type {Reducer} */
function enter(state, event) {
  const name = event.room ?? lobby;
  let next = addPlace(state, "room", name);
  const place = next.places[roomKey(name)];
  if (!place) return state;
  const last = (event.next ?? 1) - 1;
  const incarnation = event.incarnation ?? "";
  const isSame = !place.incarnation || place.incarnation === incarnation;
  const missed = place.missedAfter;
  /** @type {Partial<Place>} */
  const change = {
    name,
    isIn: true,
    wasIn: true,
    incarnation,
    lastSeq: last,
    missedAfter: null,
    topic: event.topic ?? "",
    people: event.members ?? 0,
  };
  if (!isSame) {
    change.epoch = place.epoch + 1;
    change.fill = null;
    // The latest page decides which of the user's messages have arrived.
    if (place.lines.length) change.fill = { before: last + 1, left: maxPagesBack };
  } else if (missed !== null && last > missed) {
    change.fill = { after: missed, upTo: last };
  }
  next = withPlace(next, place.key, change);
  const isWanted = event.asked && event.asked.purpose !== "quiet";
  return isWanted ? show(next, place.key) : next;
}

/** @param {State} state @param {Place} place @param {readonly ServerEvent[]} events */
function linesOf(state, place, events) {
  return events.map((event) => lineOf(state, place, event));
}

/**
 * The user's messages that were sent before the connection was lost, and are in the history.
 * @param {Place} place @param {readonly Line[]} added
 */
function withoutArrived(place, added) {
  if (place.lines.at(-1)?.status !== "pending") return place.lines;
  const own = added.filter((line) => line.isOwn);
  return place.lines.filter((line) => {
    if (line.status !== "pending") return true;
    const at = own.findIndex(
      ({ kind, text, time }) =>
        kind === line.kind && text === line.text && time > line.time - 60_000,
    );
    if (at >= 0) own.splice(at, 1);
    return at < 0;
  });
}

/** @type {Reducer} */
function addPage(state, event) {
  const place = placeOf(state, event);
  if (!place) return state;
  const added = linesOf(state, place, event.lines ?? []);
  const purpose = event.asked?.purpose ?? "";
  if (purpose.startsWith("older-")) return addOlder(state, place, added, event);
  /** @type {Partial<Place>} */
  const change = { isLoading: false, lines: insertLines(withoutArrived(place, added), added) };
  const first = added[0];
  if (purpose === "page") {
    change.end = event.end ?? (first ? "" : "start");
    return withPlace(state, place.key, change);
  }
  if (place.fill && "after" in place.fill) {
    const last = added.at(-1)?.seq ?? place.fill.upTo;
    if (purpose === "fill") {
      const isMore = added.length > 0 && last < place.fill.upTo;
      change.fill = isMore ? { ...place.fill, after: last } : null;
    }
    return markNews(withPlace(state, place.key, change), place, added);
  }
  const old = new Set(place.lines.filter((line) => line.kind !== "note").map(identity));
  if (old.size === 0) {
    return markFirst(withPlace(state, place.key, { ...change, end: event.end ?? "" }), place.key);
  }
  // After a restart of the server, pages backwards find the lines that are known already.
  const left = place.fill ? place.fill.left : maxPagesBack;
  const isWhole = !first || event.end || left <= 0 || added.some((line) => old.has(identity(line)));
  change.fill = isWhole ? null : { before: first.seq, left: left - 1 };
  return markNews(withPlace(state, place.key, change), place, added);
}

/**
 * The first lines of a room: those that the user has not read on another device get the unread
 * line. A user who has read nothing in this room yet needs none.
 * @param {State} state @param {string} key @returns {State}
 */
function markFirst(state, key) {
  const place = state.places[key];
  const news = place?.readUpTo ? place.lines.filter((line) => isNews(place, line)) : [];
  if (!place || !news.length) return state;
  const isSeen = state.shown === key && state.isLooking;
  return withPlace(state, key, {
    unread: isSeen ? 0 : news.length,
    mentions: isSeen ? 0 : news.filter((line) => line.mentionsMe).length,
    firstUnread: news[0]?.key ?? "",
  });
}

/**
 * Lines that arrived during a lost connection are unread, unless the user looks at them.
 * @param {State} state @param {Place} before @param {readonly Line[]} added
 */
function markNews(state, before, added) {
  const known = new Set(before.lines.map(identity));
  const news = added.filter((line) => isNews(before, line) && !known.has(identity(line)));
  const place = state.places[before.key];
  if (!news.length || !place || (state.shown === place.key && state.isLooking)) return state;
  return withPlace(state, place.key, {
    unread: place.unread + news.length,
    mentions: place.mentions + news.filter((line) => line.mentionsMe).length,
    firstUnread: place.unread ? place.firstUnread : (news[0]?.key ?? ""),
  });
}

/**
 * A page of an old part of the history. When it reaches the latest lines, these are shown again.
 * @param {State} state @param {Place} place @param {Line[]} added @param {ServerEvent} event
 */
function addOlder(state, place, added, event) {
  const opened = /^older-open:(\d+)$/.exec(event.asked?.purpose ?? "");
  if (opened) {
    const target = Number(opened[1]);
    const older = { lines: added, target, start: event.end !== undefined, isLoading: false };
    return withPlace(state, place.key, { older: added.length ? older : null });
  }
  const older = place.older;
  if (!older) return state;
  const isForward = event.asked?.purpose === "older-down";
  const lines = insertLines(older.lines, added);
  const first = place.lines.find((line) => line.kind !== "note" && line.status === "");
  const reached =
    isForward && (!added.length || (first && (lines.at(-1)?.seq ?? 0) >= first.seq - 1));
  const start = older.start || (!isForward && (event.end !== undefined || !added.length));
  if (!reached) {
    return withPlace(state, place.key, { older: { ...older, lines, start, isLoading: false } });
  }
  return withPlace(state, place.key, {
    older: null,
    lines: insertLines(place.lines, lines),
    end: start ? "start" : "",
  });
}

/** @type {Reducer} */
function rename(state, event) {
  const [old, name] = [event.name ?? "", event.text ?? ""];
  const place = placeOf(state, event);
  let next = addLine(state, event);
  if (place) {
    next = changeMembers(next, place, (members) => {
      delete members[old.toLowerCase()];
      members[name.toLowerCase()] = { name, id: event.sender ?? 0 };
    });
  }
  // A private conversation follows the person.
  const conversation = next.places[personKey(old)];
  if (!conversation || next.places[personKey(name)]) return next;
  const { [conversation.key]: moved, ...places } = next.places;
  const key = personKey(name);
  return {
    ...next,
    places: { ...places, [key]: { ...conversation, key, name } },
    order: next.order.map((one) => (one === conversation.key ? key : one)),
    shown: next.shown === conversation.key ? key : next.shown,
  };
}

/** The verb of a request, also of a typed one. @param {ServerEvent} event */
const verbOf = ({ asked }) =>
  asked?.verb === "line"
    ? (/^\/(\w+)/.exec(asked.text ?? "")?.[1] ?? "").toLowerCase()
    : (asked?.verb ?? "");

/**
 * Whether the user is logged in to an account, after an answer.
 * @param {State} state @param {ServerEvent} event @returns {State}
 */
function afterAccount(state, event) {
  const verb = verbOf(event);
  const hasAccount =
    ["login", "register"].includes(verb) ||
    (state.hasAccount && !["name", "logout", "unregister"].includes(verb));
  return { ...state, hasAccount, accountError: "" };
}

/** @type {Reducer} */
function finish(before, event) {
  if (event.number) {
    return withUnstored(finish(before, { ...event, number: 0 }), event.request ?? 0);
  }
  const state = afterAccount(before, event);
  const asked = event.asked;
  // After a resumed connection, answers arrive whose requests belong to the earlier one.
  const id = asked?.id ?? event.request ?? 0;
  const found =
    id > 0 && findLine(state, (line) => line.status === "pending" && line.request === id);
  if (found) {
    const { place, line } = found;
    // A message to a room has its place from its event. A private one has only this answer.
    const seq = place.kind === "person" ? place.lastSeq + 1 : (event.seq ?? line.seq);
    const next = place.kind === "person" ? withPlace(state, place.key, { lastSeq: seq }) : state;
    return changeLine(next, place.key, line, {
      status: "",
      seq,
      epoch: place.epoch,
      time: event.time ?? line.time,
    });
  }
  const isQuiet = !event.text || asked?.purpose === "quiet" || asked?.verb === "pass";
  return isQuiet
    ? state
    : addNote(state, asked?.place ?? "", event.text ?? "", "note", event.time ?? 0);
}

/** @type {Record<string, Reducer>} */
const reducers = {
  welcome: (state, event) => ({
    ...state,
    link: "open",
    server: event.server ?? "",
    maxText: event.maxText ?? 4096,
    capabilities: (event.capabilities ?? []).map((name) => name.toLowerCase()),
    offeredToken: event.token ?? "",
  }),
  named: (state, event) => ({
    ...afterAccount(state, event),
    me: event.name ?? state.me,
    isSignedIn: true,
    wasSignedIn: true,
    token: state.isSignedIn ? state.token : state.offeredToken,
    lastTold: state.isSignedIn ? state.lastTold : 0,
    sessionStart: state.isSignedIn ? state.sessionStart : (event.asked?.id ?? 0),
    loginError: "",
    needsAccount: false,
    ending: "",
    myIds: [...state.myIds.filter((id) => id !== event.sender), event.sender ?? 0],
    places: state.myIds.at(-1) === event.sender ? state.places : withoutMarks(state.places),
  }),
  resumed: (state, event) => ({
    ...withLost(state, event.number ?? 0),
    me: event.name ?? state.me,
    isSignedIn: true,
    isResumed: true,
    myIds: [...state.myIds.filter((id) => id !== event.sender), event.sender ?? 0],
  }),
  hits: (state, event) => ({
    ...state,
    search: {
      ...state.search,
      isBusy: false,
      error: "",
      hits: (event.lines ?? []).map(({ kind, room, seq, name, text, time }) => ({
        kind,
        room: room ?? lobby,
        seq: seq ?? 0,
        name: name ?? "",
        text: text ?? "",
        time: time ?? 0,
      })),
    },
  }),
  done: finish,
  refused: refuse,
  joined: enter,
  parted: (state, event) => closePlace(state, roomKey(event.room ?? "")),
  members: (state, event) => {
    const place = placeOf(state, event);
    if (!place) return state;
    const members = Object.fromEntries(
      (event.entries ?? []).map(({ name, id }) => [name.toLowerCase(), { name, id: id ?? 0 }]),
    );
    return withPlace(state, place.key, { members, people: event.count ?? 0, arePeopleKnown: true });
  },
  rooms: (state, event) => ({
    ...state,
    rooms: (event.entries ?? []).map(({ name, members, topic }) => ({
      name,
      members: members ?? 0,
      topic: topic ?? "",
    })),
  }),
  topicIs: (state, event) => {
    const place = placeOf(state, event);
    if (!place) return state;
    const next = withPlace(state, place.key, {
      topic: event.text ?? "",
      topicBy: event.name ?? "",
    });
    return addNote(next, place.key, sentences.topicIs(event.text ?? ""), "note", event.time ?? 0);
  },
  past: addPage,
  notice: (state, event) =>
    event.asked?.verb === "search"
      ? {
          ...state,
          search: {
            ...state.search,
            isBusy: false,
            hits: (event.entries ?? []).map(({ name, id, number, text }) => ({
              kind: "said",
              room: name,
              seq: number ?? id ?? 0,
              name: "",
              text: text ?? "",
              time: 0,
            })),
            error: event.text ?? "",
          },
        }
      : addNote(state, event.asked?.place ?? "", event.text ?? "", "note", event.time ?? 0),
  goodbye: (state, event) => ({ ...state, ending: event.text ?? "" }),
  said: addLine,
  acted: addLine,
  shared: addLine,
  topicSet: (state, event) => {
    const place = placeOf(state, event);
    const next = addLine(state, event);
    return place
      ? withPlace(next, place.key, { topic: event.text ?? "", topicBy: event.name ?? "" })
      : next;
  },
  entered: (state, event) => {
    const place = placeOf(state, event);
    if (!place) return state;
    const name = event.name ?? "";
    const next = withPlace(addLine(state, event), place.key, { people: place.people + 1 });
    return changeMembers(next, place, (members) => {
      members[name.toLowerCase()] = { name, id: event.sender ?? 0 };
    });
  },
  departed: (state, event) => {
    const place = placeOf(state, event);
    if (!place) return state;
    const next = withPlace(addLine(state, event), place.key, {
      people: Math.max(0, place.people - 1),
    });
    return changeMembers(next, place, (members) => {
      delete members[(event.name ?? "").toLowerCase()];
    });
  },
  renamed: rename,
  read: (state, event) => {
    const place = placeOf(state, event);
    const isSame = place && place.incarnation === (event.incarnation ?? "");
    return isSame ? readTo(state, place.key, event.seq ?? 0) : state;
  },
  told: (state, event) => {
    // After a crash the server sends stored messages again that the page did not confirm.
    if (event.seq && event.seq <= state.lastTold) return state;
    // Another device of the account has sent a message with a receiver.
    const name = event.to ?? event.name ?? "";
    // The server sends a message to oneself like any other one.
    const isEcho = !event.to && isMe(state, name) && event.request !== undefined;
    if (isEcho) return state;
    const next = addPlace({ ...state, lastTold: event.seq ?? 0 }, "person", name);
    const place = next.places[personKey(name)];
    if (!place) return state;
    const line = lineOf(state, place, event);
    return append(withPlace(next, place.key, { lastSeq: line.seq }), place.key, line);
  },
};
