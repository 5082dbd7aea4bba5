// @ts-check
// Draws the pieces of the page: rows of a conversation, rooms, people and the header.
import * as sentences from "./sentences.js";
import { colourOf, findMention, limitMarks, markup } from "./text.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Line} Line
 * @typedef {import("./timeline.js").Row} Row
 * @typedef {import("./state.js").Place} Place
 */

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const fullFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** @param {number} time */
export const timeText = (time) => timeFormat.format(time);

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} className @param {string} [text]
 */
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** The text of a message as nodes. @param {string} text @param {string} me */
export function textNodes(text, me) {
  return markup(limitMarks(text)).flatMap((span) => {
    if (span.link) {
      const link = make("a", "", span.text);
      link.href = span.link;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      return [styled(span, link)];
    }
    if (span.code) return [styled(span, make("code", "", span.text))];
    return mentionNodes(span.text, me).map((node) => styled(span, node));
  });
}

/** @param {string} text @param {string} me */
function mentionNodes(text, me) {
  /** @type {Node[]} */
  const nodes = [];
  let from = 0;
  for (let at = findMention(text, me); at >= 0; at = findMention(text, me, from)) {
    if (at > from) nodes.push(document.createTextNode(text.slice(from, at)));
    nodes.push(make("mark", "", text.slice(at, at + me.length)));
    from = at + me.length;
  }
  if (from < text.length) nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

/** @param {{ bold: boolean, italic: boolean }} style @param {Node} node */
function styled(style, node) {
  let inner = node;
  for (const tag of /** @type {const} */ (["strong", "em"])) {
    if (tag === "strong" ? style.bold : style.italic) {
      const outer = make(tag, "");
      outer.append(inner);
      inner = outer;
    }
  }
  return inner;
}

/** @param {string} name */
const nameClass = (name) => `c${colourOf(name)}`;

/** @param {string} name the first letter, which may be several code points */
const initial = (name) => [...name][0]?.toUpperCase() ?? "";

/** A square with the first letter of a name. @param {string} name */
function avatar(name, size = "") {
  const square = make("span", `avatar ${size} ${nameClass(name)}`, initial(name));
  square.ariaHidden = "true";
  return square;
}

/** @param {Row} row @param {string} me */
export function drawRow(row, me) {
  const item = make("li", row.kind);
  const line = row.line;
  if (!line || row.kind === "presence") {
    item.append(make("span", "", row.text));
    return item;
  }
  item.classList.toggle("head", row.isHead);
  item.classList.toggle("mine", line.mentionsMe);
  if (line.status) item.classList.add(line.status);
  if (line.seq > 0) item.dataset["seq"] = String(line.seq);
  const time = make("time", "", timeText(line.time));
  time.dateTime = new Date(line.time).toISOString();
  time.title = fullFormat.format(line.time);
  const text = make("div", "text");
  text.dir = "auto";
  for (let i = 0; i < line.emptyLines; i++) text.append(make("br", ""));
  if (row.kind === "message" && row.isHead) {
    const who = make("div", "who");
    who.append(nameButton(line.name), time);
    item.append(avatar(line.name), who);
  } else {
    item.append(time);
    if (row.kind === "message") item.append(make("span", "unseen", `${line.name}:`));
  }
  if (row.kind === "acted") text.append(nameButton(line.name), " ");
  if (["message", "acted"].includes(row.kind))
    text.append(...textNodes(line.text, line.isOwn ? "" : me));
  else text.append(row.text);
  item.append(text);
  if (line.status === "failed") item.append(failure(line));
  return item;
}

/** @param {string} name */
function nameButton(name) {
  const button = make("button", `name ${nameClass(name)}`, name);
  button.tabIndex = -1;
  button.dataset["person"] = name;
  button.dir = "auto";
  return button;
}

/** @param {Line} line */
function failure(line) {
  const all = make("div", "failure");
  for (const [action, label] of /** @type {const} */ ([
    ["retry", sentences.retry],
    ["discard", sentences.discard],
  ])) {
    const button = make("button", "", label);
    button.dataset[action] = line.key;
    all.append(button);
  }
  all.prepend(make("span", "", `${line.reason} `));
  return all;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

/**
 * Replaces the children of a list, except those that are the same as before. So a list does not
 * lose the focus when one entry changes.
 * @template T
 * @param {HTMLElement} list @param {readonly T[]} all @param {(one: T) => string} key
 * @param {(one: T) => string} version @param {(one: T) => HTMLElement} draw
 */
export function patchList(list, all, key, version, draw) {
  const old = new Map(
    [...list.children].map((item) => [/** @type {HTMLElement} */ (item).dataset["key"], item]),
  );
  const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-key]"));
  const focusedKey = focused && list.contains(focused) ? focused.dataset["key"] : undefined;
  const items = all.map((one) => {
    const before = /** @type {HTMLElement | undefined} */ (old.get(key(one)));
    if (before?.dataset["version"] === version(one)) return before;
    const item = draw(one);
    item.dataset["key"] = key(one);
    item.dataset["version"] = version(one);
    return item;
  });
  const isSame =
    items.length === list.children.length && items.every((item, i) => item === list.children[i]);
  if (isSame) return;
  list.replaceChildren(...items);
  if (focusedKey !== undefined) {
    const item = items.find((one) => one.dataset["key"] === focusedKey);
    /** @type {HTMLElement | null | undefined} */ (item?.querySelector("button"))?.focus();
  }
}

/** @param {Place} place @param {boolean} isShown */
function placeItem(place, isShown) {
  const item = make("li", "");
  const button = make("button", "place");
  button.dataset["place"] = place.key;
  if (isShown) button.setAttribute("aria-current", "page");
  button.classList.toggle("unread", place.unread > 0);
  button.classList.toggle("out", !place.isIn);
  const sign = place.kind === "room" ? make("span", "sign", "#") : avatar(place.name, "tiny");
  sign.ariaHidden = "true";
  const name = make("span", "label", place.name);
  name.dir = "auto";
  button.append(sign, name);
  if (place.unread) {
    const count = place.mentions || place.unread;
    button.append(
      make("span", place.mentions ? "badge strong" : "badge", count > 99 ? "99+" : String(count)),
      make("span", "unseen", place.mentions ? sentences.forYou : sentences.unread),
    );
  }
  item.append(button);
  return item;
}

/** @param {State} state */
export function drawPlaces(state) {
  const places = state.order.flatMap((key) => state.places[key] ?? []);
  /** @param {Place} place */
  const version = (place) =>
    [place.name, place.unread, place.mentions, place.isIn, place.key === state.shown].join();
  for (const kind of /** @type {const} */ (["room", "person"])) {
    patchList(
      byId(kind === "room" ? "room-list" : "conversation-list"),
      places.filter((place) => place.kind === kind),
      ({ key }) => key,
      version,
      (place) => placeItem(place, place.key === state.shown),
    );
  }
  byId("people-section").hidden = !places.some(({ kind }) => kind === "person");
  byId("places-dot").hidden = !places.some(
    (place) => place.unread > 0 && place.key !== state.shown,
  );
}

/** The server lists no more. */
const maxPeople = 1000;

/** @param {State} state @param {Place | undefined} place @param {string} filter */
export function drawPeople(state, place, filter) {
  const isRoom = place?.kind === "room";
  byId("people").hidden = !isRoom;
  byId("chat").classList.toggle("without-people", !isRoom);
  byId("people-button").hidden = !isRoom;
  if (!place || !isRoom) return;
  const all = Object.values(place.members ?? {}).sort((a, b) => a.name.localeCompare(b.name, "en"));
  const isPart = all.length >= maxPeople && all.length < place.people;
  byId("people-title").textContent = isPart
    ? sentences.morePeople(all.length, place.people)
    : place.people
      ? sentences.people(place.people)
      : "";
  byId("people-filter").hidden = all.length < 20;
  const shown = all.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
  patchList(
    byId("people-list"),
    shown,
    ({ name }) => name,
    ({ name }) => name,
    ({ name }) => {
      const item = make("li", "");
      const button = make("button", "person");
      button.dataset["person"] = name;
      const label = make("span", "label", name);
      label.dir = "auto";
      button.append(avatar(name, "small"), label);
      if (name.toLowerCase() === state.me.toLowerCase())
        button.append(make("span", "muted", "you"));
      item.append(button);
      return item;
    },
  );
}

/** @param {State} state @param {Place | undefined} place */
export function drawHeader(state, place) {
  const isRoom = place?.kind === "room";
  byId("place-name").textContent = place ? (isRoom ? `# ${place.name}` : place.name) : "";
  const topic = byId("topic");
  topic.textContent = place?.topic || (isRoom ? "Add a topic" : "");
  topic.classList.toggle("empty", !place?.topic);
  topic.hidden = !isRoom;
  const label = place?.kind === "person" ? "Close the conversation" : "Leave the room";
  byId("leave-button").title = label;
  byId("leave-button").ariaLabel = label;
  byId("server-name").textContent = location.hostname;
  byId("me").textContent = state.me;
}
