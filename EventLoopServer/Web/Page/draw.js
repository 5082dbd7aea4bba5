// @ts-check
// Draws the page: the rows of a conversation and their scrolled list, rooms, people, the header.
import * as sentences from "./sentences.js";
import { colourOf, findMention, limitMarks, markup } from "./text.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Line} Line
 * @typedef {import("./state.js").Place} Place
 * @typedef {import("./state.js").SharedFile} SharedFile
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

/** A line of help: a command with its arguments in capitals, and what it does. */
const usageLine = /^(\/[a-z]+(?: \S*[A-Z]{2,}\S*)*) +(.+)$/;

/**
 * The server aligns the lines of its help with spaces, for terminals.
 * @param {string} text @returns {(Node | string)[]}
 */
function noteNodes(text) {
  const lines = text.split("\n").map((line) => usageLine.exec(line) ?? line);
  if (lines.every((line) => typeof line === "string")) return [text];
  return lines.map((line) => {
    if (typeof line === "string") return make("div", "", line);
    const row = make("div", "usage");
    row.append(make("span", "", line[1]), " ", make("span", "", line[2]));
    return row;
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
  if (line.file) text.append(fileNode(line, line.file));
  else if (["message", "acted"].includes(row.kind))
    text.append(...textNodes(line.text, line.isOwn ? "" : me));
  else if (row.kind === "note") text.append(...noteNodes(row.text));
  else text.append(row.text);
  item.append(text);
  if (line.status === "failed") item.append(failure(line));
  return item;
}

/** The largest picture in a conversation, in CSS pixels. */
const [maxPictureWidth, maxPictureHeight] = [360, 300];

/** A thin picture has a box that can still be seen and pressed. */
const minPictureSide = 24;

/**
 * The box of a picture: it is reserved before the picture arrives, so that nothing moves then.
 * @param {number} width @param {number} height
 */
export function boxOf(width, height) {
  const scale = Math.min(1, maxPictureWidth / width, maxPictureHeight / height);
  /** @param {number} side */
  const scaled = (side) => Math.max(minPictureSide, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** @param {Line} line @param {SharedFile} file */
const fileNode = (line, file) =>
  file.width > 0 && file.path ? pictureNode(line, file) : fileCard(line.text, file);

/** @param {Line} line @param {SharedFile} file */
function pictureNode(line, file) {
  const box = boxOf(file.width, file.height);
  const button = make("button", "picture");
  button.title = line.text;
  button.dataset["picture"] = file.path;
  button.dataset["size"] = String(file.size);
  button.style.width = `${box.width}px`;
  button.style.aspectRatio = `${box.width} / ${box.height}`;
  const load = () => {
    const picture = make("img", "");
    // It has the name of the button.
    picture.alt = "";
    picture.loading = "lazy";
    picture.decoding = "async";
    // A picture of the page that is dropped on it would be shared again.
    picture.draggable = false;
    picture.addEventListener("error", async () => {
      const reason = await missingReason(file.path);
      button.replaceChildren(make("span", "", reason));
      button.classList.add("missing");
      button.ariaLabel = `${line.text}: ${reason}`;
    });
    picture.src = addressOf(file.path);
    button.replaceChildren(picture);
    button.classList.remove("missing");
    button.ariaLabel = sentences.enlarge(line.text, line.name);
  };
  button.addEventListener("click", (event) => {
    if (!button.classList.contains("missing")) return;
    event.stopPropagation();
    load();
  });
  load();
  return button;
}

/** Relative, because a proxy may serve the page below a folder. @param {string} path */
export const addressOf = (path) => path.slice(1);

/** @param {string} path @returns {Promise<string>} why a file cannot be loaded */
export async function missingReason(path) {
  const answer = await fetch(addressOf(path), { method: "HEAD" }).catch(() => null);
  return answer?.status === 404 ? sentences.fileGone : sentences.fileNotLoaded;
}

/** @param {string} name @param {SharedFile} file */
function fileCard(name, file) {
  const card = make("div", "file");
  const mark = make("span", "file-mark", sentences.fileMark(name));
  mark.ariaHidden = "true";
  const about = make("span", "muted", sentences.fileFacts(file.size, file.type));
  const link = make("a", "", name);
  link.dir = "auto";
  if (file.path) {
    link.href = addressOf(file.path);
    link.download = name;
    link.ariaLabel = sentences.download(name);
    link.addEventListener("click", async (event) => {
      // A browser shows the download of an expired file as a failure without a reason.
      if (!event.isTrusted) return;
      event.preventDefault();
      const answer = await fetch(link.href, { method: "HEAD" }).catch(() => null);
      if (answer?.ok) link.click();
      else
        about.textContent = answer?.status === 404 ? sentences.fileGone : sentences.fileNotLoaded;
      card.classList.toggle("missing", answer?.status === 404);
    });
  }
  const lines = make("div", "file-lines");
  lines.append(link, about);
  card.append(mark, lines);
  return card;
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

/** `ann9` is before `ann10`. */
const byName = new Intl.Collator("en", { numeric: true });

/** The server lists no more. */
const maxPeople = 1000;

/** @param {State} state @param {Place | undefined} place @param {string} filter */
export function drawPeople(state, place, filter) {
  const isRoom = place?.kind === "room";
  byId("people").hidden = !isRoom;
  byId("chat").classList.toggle("without-people", !isRoom);
  byId("people-button").hidden = !isRoom;
  if (!place || !isRoom) return;
  const all = Object.values(place.members ?? {}).sort((a, b) => byName.compare(a.name, b.name));
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

/**
 * @typedef {{ key: string, kind: string, line: Line | null, isHead: boolean, text: string }} Row
 */

/** Messages of one sender within this time have one name above them. */
const groupMs = 5 * 60_000;

/** The most names in one row of joins and leaves. */
const maxNames = 6;

/** Lines on the screen and around it; the list has never more than `maxDrawn`. */
const firstDrawn = 150;
const moreDrawn = 150;
const maxDrawn = 600;

/** So close to an edge, in pixels, the list grows. */
const edgePixels = 800;
const endPixels = 48;

/**
 * The rows of some lines: days, the unread line, groups of messages, folded joins and leaves.
 * @param {readonly Line[]} lines @param {string} firstUnread @param {number} now
 * @returns {Row[]}
 */
export function rowsOf(lines, firstUnread, now) {
  /** @type {Row[]} */
  const rows = [];
  let day = "";
  /** @type {Line | null} */
  let above = null;
  /** @type {Line[]} */
  let presence = [];
  const flush = () => {
    const first = presence[0];
    const text = foldPresence(presence);
    if (first && text)
      rows.push({ key: `j${first.key}`, kind: "presence", line: first, isHead: false, text });
    if (first) above = null;
    presence = [];
  };
  for (const line of lines) {
    const date = dayOf(line.time);
    if (date !== day && line.time > 0) {
      flush();
      rows.push({
        key: `d${line.key}`,
        kind: "day",
        line: null,
        isHead: false,
        text: dayName(line.time, now),
      });
      [day, above] = [date, null];
    }
    if (line.key === firstUnread) {
      flush();
      rows.push({
        key: "unread",
        kind: "unread",
        line: null,
        isHead: false,
        text: sentences.unreadLine,
      });
      above = null;
    }
    if (line.kind === "entered" || line.kind === "departed") {
      presence.push(line);
      continue;
    }
    flush();
    const isMessage = ["said", "told", "shared"].includes(line.kind);
    const isHead =
      !isMessage ||
      !above ||
      above.name !== line.name ||
      above.isOwn !== line.isOwn ||
      line.time - above.time > groupMs;
    rows.push({
      key: line.key,
      kind: isMessage ? "message" : line.kind,
      line,
      isHead,
      text: textOf(line),
    });
    above = isMessage ? line : null;
  }
  flush();
  return rows;
}

/** @param {Line} line */
const textOf = (line) =>
  line.kind === "renamed"
    ? sentences.renamed(line.name, line.text)
    : line.kind === "topicSet"
      ? sentences.topicSet(line.name, line.text)
      : line.text;

/**
 * Joins and leaves as one text: `ann, bob joined; carl left; dora came and went`.
 * @param {readonly { kind: string, name: string }[]} lines
 */
export function foldPresence(lines) {
  /** @type {string[]} */
  let joined = [];
  /** @type {string[]} */
  let left = [];
  /** @type {string[]} */
  let both = [];
  for (const { kind, name } of lines) {
    const [to, from] = kind === "entered" ? [joined, left] : [left, joined];
    if (from.includes(name)) {
      joined = joined.filter((one) => one !== name);
      left = left.filter((one) => one !== name);
      both = [...both.filter((one) => one !== name), name];
    } else {
      both = both.filter((one) => one !== name);
      if (!to.includes(name)) to.push(name);
    }
  }
  /** @param {string[]} names @param {string} what */
  const part = (names, what) => {
    if (names.length === 0) return "";
    const more = names.length - maxNames;
    const rest = more > 0 ? sentences.andMore(more) : "";
    return `${names.slice(0, maxNames).map(isolated).join(", ")}${rest} ${what}`;
  };
  return [
    part(joined, sentences.joinedWord),
    part(left, sentences.leftWord),
    part(both, sentences.cameAndWent),
  ]
    .filter(Boolean)
    .join("; ");
}

/** Names from right to left would change places with the commas around them. @param {string} name */
const isolated = (name) => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** @param {number} time */
const dayOf = (time) => {
  const date = new Date(time);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
};

const dayFormat = new Intl.DateTimeFormat("en", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});

/** @param {number} time @param {number} now */
export function dayName(time, now) {
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1).getTime();
  return dayOf(time) === dayOf(now)
    ? sentences.today
    : dayOf(time) === dayOf(yesterday)
      ? sentences.yesterday
      : dayFormat.format(time);
}

/**
 * @typedef {{
 *   scroller: HTMLElement, list: HTMLElement, loadOlder: () => void, loadNewer: () => void,
 *   moved: () => void,
 * }} TimelineOptions
 */

/** @param {TimelineOptions} options */
export function createTimeline({ scroller, list, loadOlder, loadNewer, moved }) {
  /** @type {Map<string, { item: HTMLElement, row: Row }>} */
  let drawn = new Map();
  let shown = "";
  let [first, last] = ["", ""];
  /** @type {{ place: Place, me: string } | null} */
  let current = null;
  let isAtEnd = true;

  /** @param {readonly Line[]} lines */
  const range = (lines) => {
    const found = first ? lines.findIndex((line) => line.key === first) : -1;
    const end = last
      ? lines.findIndex((line) => line.key === last) + 1 || lines.length
      : lines.length;
    const start = found >= 0 ? found : Math.max(0, end - firstDrawn);
    if (end - start <= maxDrawn) return [start, end];
    // At the end, old lines leave the list. Above it, new lines wait below the list.
    return isAtEnd && !last ? [end - firstDrawn, end] : [start, start + maxDrawn];
  };

  /** @param {readonly Line[]} lines @param {number} start @param {number} end */
  const setRange = (lines, start, end) => {
    first = start > 0 ? (lines[start]?.key ?? "") : (lines[0]?.key ?? "");
    last = end < lines.length ? (lines[end - 1]?.key ?? "") : "";
  };

  /** @param {Row[]} rows @param {string} me */
  const patch = (rows, me) => {
    /** @type {typeof drawn} */
    const next = new Map();
    let at = list.firstElementChild;
    for (const row of rows) {
      const old = drawn.get(row.key);
      const isSame =
        old &&
        old.row.line === row.line &&
        old.row.text === row.text &&
        old.row.isHead === row.isHead &&
        old.row.kind === row.kind;
      const item = isSame ? old.item : drawRow(row, me);
      if (old && !isSame) {
        if (at === old.item) at = at.nextElementSibling;
        old.item.remove();
      }
      if (item === at) at = at.nextElementSibling;
      else list.insertBefore(item, at);
      next.set(row.key, { item, row });
    }
    for (const [key, { item }] of drawn) if (!next.has(key)) item.remove();
    drawn = next;
  };

  /** Draws without moving what the user reads. @param {boolean} toEnd */
  const draw = (toEnd) => {
    if (!current) return;
    const { place, me } = current;
    const lines = place.older?.lines ?? place.lines;
    const [start = 0, end = 0] = range(lines);
    setRange(lines, start, end);
    const rows = rowsOf(lines.slice(start, end), place.firstUnread, Date.now());
    if (start === 0 && !place.older) {
      const text =
        place.kind === "person"
          ? sentences.privateHint
          : place.end === "start"
            ? sentences.conversationStart
            : place.end === "expired"
              ? sentences.historyExpired
              : place.isLoading
                ? sentences.loadingOlder
                : "";
      if (text) rows.unshift({ key: "start", kind: "start", line: null, isHead: false, text });
    }
    const top = scroller.getBoundingClientRect().top;
    // Days and folded joins move when lines are added above them, messages do not.
    const anchor = toEnd
      ? undefined
      : [...drawn].find(
          ([, { item, row }]) =>
            row.line && row.kind !== "presence" && item.getBoundingClientRect().bottom > top,
        );
    const before = anchor?.[1].item.getBoundingClientRect().top ?? 0;
    patch(rows, me);
    const after = anchor && drawn.get(anchor[0])?.item;
    if (toEnd) scroller.scrollTop = scroller.scrollHeight;
    else if (after) scroller.scrollTop += after.getBoundingClientRect().top - before;
  };

  /** @param {Element | null | undefined} item @param {number} part of the height above it */
  const scrollTo = (item, part) => {
    if (!item) return;
    const y = item.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += y - scroller.clientHeight * part;
  };

  const measure = () => {
    const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    const wasAtEnd = isAtEnd;
    isAtEnd = !last && !current?.place.older && left < endPixels;
    return { left, hasMoved: wasAtEnd !== isAtEnd };
  };

  const grow = () => {
    if (!current) return;
    const { left, hasMoved } = measure();
    const { place } = current;
    const lines = place.older?.lines ?? place.lines;
    const [start = 0, end = 0] = range(lines);
    if (scroller.scrollTop < edgePixels) {
      if (start > 0) {
        const begin = Math.max(0, start - moreDrawn);
        setRange(lines, begin, Math.min(end, begin + maxDrawn));
        draw(false);
      } else {
        loadOlder();
      }
    } else if (left < edgePixels) {
      if (end < lines.length) {
        const until = Math.min(lines.length, end + moreDrawn);
        setRange(lines, Math.max(start, until - maxDrawn), until);
        draw(false);
      } else if (place.older) {
        loadNewer();
      }
    }
    if (hasMoved) moved();
  };

  let isQueued = false;
  scroller.addEventListener(
    "scroll",
    () => {
      if (isQueued) return;
      isQueued = true;
      requestAnimationFrame(() => {
        isQueued = false;
        grow();
      });
    },
    { passive: true },
  );
  // A keyboard on the screen, or a longer draft, takes space: the newest message stays visible.
  new ResizeObserver(() => {
    const gutter = scroller.offsetWidth - scroller.clientWidth;
    scroller.parentElement?.style.setProperty("--gutter", `${gutter}px`);
    if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    else grow();
  }).observe(scroller);

  return {
    get isAtEnd() {
      return isAtEnd;
    },
    /** @param {Place | undefined} place @param {string} me */
    render: (place, me) => {
      if (!place) {
        list.replaceChildren();
        drawn = new Map();
        [shown, current] = ["", null];
        return;
      }
      const name = `${place.key}${place.older ? `?${place.older.target}` : ""}`;
      const isOther = name !== shown;
      // When older messages reach the newest ones, the same lines stay on the screen.
      const isMerged = isOther && shown.startsWith(`${place.key}?`) && !place.older && first !== "";
      const isSame =
        !isOther &&
        current?.place.lines === place.lines &&
        current.me === me &&
        current.place.older === place.older &&
        current.place.firstUnread === place.firstUnread &&
        current.place.end === place.end &&
        current.place.isLoading === place.isLoading;
      if (isSame) return;
      if (current && current.me !== me) {
        list.replaceChildren();
        drawn = new Map();
      }
      current = { place, me };
      [shown] = [name];
      if (!isOther || isMerged) {
        draw(isAtEnd && !isMerged);
        grow();
        return;
      }
      const lines = place.older?.lines ?? place.lines;
      const target = place.older?.target ?? 0;
      const key = target
        ? (lines.findLast((line) => line.seq <= target)?.key ?? "")
        : place.firstUnread;
      const at = lines.findIndex((line) => line.key === key);
      isAtEnd = at < 0;
      [first, last] = ["", ""];
      if (at >= 0)
        setRange(
          lines,
          Math.max(0, at - moreDrawn / 2),
          Math.min(lines.length, at + maxDrawn - moreDrawn),
        );
      draw(at < 0);
      if (target) {
        const item = list.querySelector(`[data-seq="${target}"]`);
        item?.classList.add("found");
        scrollTo(item, 0.4);
      } else if (at >= 0) {
        scrollTo(drawn.get("unread")?.item, 0.25);
      }
      grow();
    },
    toEnd: () => {
      [first, last] = ["", ""];
      isAtEnd = true;
      draw(true);
      grow();
    },
    /** Scrolls by a part of the page. @param {number} pages */
    page: (pages) => scroller.scrollBy({ top: pages * scroller.clientHeight * 0.85 }),
  };
}
