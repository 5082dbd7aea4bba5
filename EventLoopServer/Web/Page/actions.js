// @ts-check
// What the user can do: send, open, leave, search, scroll. Loaded while the user types a name.
import {
  addPending,
  addPlace,
  closePlace,
  findLine,
  look,
  personKey,
  removeLine,
  roomKey,
  show,
  withPlace,
} from "./state.js";
import { byteLength, readLine, splitBlock } from "./text.js";

/**
 * @typedef {import("./connection.js").Asked} Asked
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Place} Place
 * @typedef {{
 *   state: () => State, update: (state: State) => void, request: (asked: Asked) => number,
 *   leave: (reason: string) => void, search: (words: string) => void, toEnd: () => void,
 *   opened: () => void,
 * }} ActionOptions
 */

const pageSize = 100;

/** @param {ActionOptions} options */
export function createActions({ state, update, request, leave, search, toEnd, opened }) {
  const shownPlace = () => state().places[state().shown];

  /** @returns {import("./text.js").Words} */
  function words() {
    const place = shownPlace();
    const speakers = (place?.lines.slice(-200) ?? [])
      .filter(({ kind, isOwn }) => !isOwn && ["said", "acted", "told"].includes(kind))
      .map(({ name }) => name)
      .reverse();
    const members = Object.values(place?.members ?? {})
      .map(({ name }) => name)
      .sort();
    const rooms = Object.values(state().places)
      .filter(({ kind }) => kind === "room")
      .map(({ name }) => name);
    return {
      names: [...new Set([...speakers, ...members])].filter((name) => name !== state().me),
      rooms: [...new Set([...rooms, ...(state().rooms ?? []).map(({ name }) => name)])],
    };
  }

  /** @param {string} text @returns {boolean} false: it was not sent, and is kept in the input */
  function send(text) {
    const place = shownPlace();
    const lines = splitBlock(text);
    if (!place || lines.some((line) => byteLength(line.text) > state().maxText)) return false;
    const typed = lines.length === 1 ? readLine(lines[0]?.text ?? "") : null;
    if (typed && !["say", "me", "tell"].includes(typed.verb)) return run(typed, place);
    const target = typed?.verb === "tell" ? openPerson(typed.target) : place.key;
    for (const line of lines) {
      const verb =
        state().places[target]?.kind === "person" ? "tell" : typed?.verb === "me" ? "me" : "say";
      const asked = { verb, text: typed ? typed.text : line.text, number: line.emptyLines };
      update(addPending(state(), target, asked, 0, Date.now()));
    }
    toEnd();
    return true;
  }

  /** @param {import("./text.js").Typed} typed @param {Place} place */
  function run(typed, place) {
    if (typed.verb === "quit") {
      leave("");
      return true;
    }
    if (typed.verb === "search") {
      search(typed.target);
      return true;
    }
    if (typed.verb === "leave" && !typed.target) {
      leavePlace(place);
      return true;
    }
    if (!state().isSignedIn) return false;
    const asked =
      typed.verb === "spelled"
        ? {
            verb: "spelled",
            target: place.kind === "room" ? place.name : "",
            text: typed.text.trim(),
          }
        : { verb: typed.verb, target: typed.target };
    return request({ ...asked, place: place.key }) > 0;
  }

  /** @param {Place} place */
  function leavePlace(place) {
    if (place.kind === "person" || !place.isIn) update(closePlace(state(), place.key));
    else request({ verb: "leave", target: place.name, place: place.key });
  }

  /** @param {string} name @returns {string} the key of the conversation */
  function openPerson(name) {
    const key = personKey(name);
    update(show(addPlace(state(), "person", name), key));
    return key;
  }

  /** @param {string} key */
  function openPlace(key) {
    update(look(show(state(), key), false));
    const place = state().places[key];
    // After a lost connection the server may have forgotten that the user was in the room.
    if (place?.kind === "room" && !place.isIn && state().isSignedIn) {
      request({ verb: "join", target: place.name, place: key });
    }
    opened();
  }

  /** Shows the part of the history around a message. @param {string} room @param {number} seq */
  function openHit(room, seq) {
    const key = roomKey(room);
    if (!state().places[key]?.isIn) request({ verb: "join", target: room });
    openPlace(key);
    request({
      verb: "history",
      target: room,
      before: seq + pageSize / 2,
      count: pageSize,
      place: key,
      purpose: `older-open:${seq}`,
    });
  }

  /** @param {Place} place @param {Asked} asked */
  function loadPage(place, asked) {
    const older = place.older && { ...place.older, isLoading: true };
    if (!request({ target: place.name, count: pageSize, place: place.key, ...asked })) return;
    update(withPlace(state(), place.key, older ? { older } : { isLoading: true }));
  }

  function loadOlder() {
    const place = shownPlace();
    if (
      !place ||
      place.kind !== "room" ||
      !state().isSignedIn ||
      !state().capabilities.includes("pages")
    )
      return;
    const { older } = place;
    if (older) {
      const before = older.lines[0]?.seq ?? 0;
      if (!older.start && !older.isLoading)
        loadPage(place, { verb: "history", before, purpose: "older-up" });
    } else if (place.isIn && !place.isLoading && !place.end && !place.fill) {
      const first = place.lines.find(
        ({ seq, kind, status }) => seq > 0 && kind !== "note" && !status,
      );
      loadPage(place, {
        verb: "history",
        before: first?.seq ?? place.lastSeq + 1,
        purpose: "page",
      });
    }
  }

  function loadNewer() {
    const place = shownPlace();
    if (!place?.older || place.older.isLoading || !state().isSignedIn) return;
    loadPage(place, {
      verb: "history",
      number: place.older.lines.at(-1)?.seq ?? 0,
      purpose: "older-down",
    });
  }

  /** @param {number} by @param {boolean} onlyUnread */
  function stepPlace(by, onlyUnread) {
    const rooms = ["room", "person"].flatMap((kind) =>
      state().order.filter((key) => state().places[key]?.kind === kind),
    );
    const at = rooms.indexOf(state().shown);
    for (let i = 1; i <= rooms.length; i++) {
      const key = rooms[(at + by * i + rooms.length * i) % rooms.length] ?? "";
      if (!onlyUnread || state().places[key]?.unread) return openPlace(key);
    }
  }

  /**
   * Sends a failed message again, or removes it.
   * @param {string} key of the line @param {boolean} isAgain
   */
  function settle(key, isAgain) {
    const found = findLine(state(), (line) => line.key === key);
    if (!found) return;
    const { place, line } = found;
    update(removeLine(state(), place.key, key));
    if (!isAgain) return;
    const verb = place.kind === "person" ? "tell" : line.kind === "acted" ? "me" : "say";
    const asked = { verb, text: line.text, number: line.emptyLines };
    update(addPending(state(), place.key, asked, 0, Date.now()));
  }

  return {
    words,
    send,
    leavePlace,
    openPerson,
    openPlace,
    openHit,
    loadOlder,
    loadNewer,
    stepPlace,
    settle,
  };
}
