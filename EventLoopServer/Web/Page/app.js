// @ts-check
// Wires the parts: events change the state, the state is drawn, and actions send requests.
import { createComposer, watchFiles } from "./composer.js";
import { createConnection } from "./connection.js";
import { reduce } from "./events.js";
import * as sentences from "./sentences.js";
import {
  addNote,
  changeLine,
  failLine,
  initialState,
  isMe,
  keptConversations,
  lobby,
  look,
  lose,
  messageKinds,
  neededHistory,
  nextRead,
  personKey,
  readTo,
  roomKey,
  unanswered,
  withConversations,
  withPlace,
} from "./state.js";
import { byId, createTimeline, drawHeader, drawPeople, drawPlaces, make } from "./draw.js";
import { byteLength, hasSecret, splitBlock } from "./text.js";

/**
 * @typedef {import("./connection.js").Asked} Asked
 * @typedef {import("./connection.js").ServerEvent} ServerEvent
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").Place} Place
 * @typedef {{
 *   theme: string, notify: string, sound: string, rooms: Record<string, string>,
 * }} Settings `notify` and those of `rooms` are off, mine or all
 */

const nameRetryMs = 3000;
/** Read marks are not sent more often: the server stores them every 5 s. */
const readMs = 3000;
const maxNameRetries = 20;
const finalGoodbyes = ["Quit", "Kicked", "Banned", "WrongPassword", "TakenOver"];

let state = initialState();
let settings = readSettings();
let password = "";
/** The password of the account, until the page is closed. */
let accountPassword = "";
let filter = "";
let nameRetries = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let readTimer;
let isDrawing = false;
let draftKey = "";
/** @type {Record<string, string>} */
const drafts = readDrafts();
/** @type {typeof import("./actions.js") | null} */
let alerts = null;
/** @type {ReturnType<typeof import("./actions.js").createActions> | null} */
let actions = null;
/** @type {ReturnType<typeof import("./actions.js").createDialogs> | null} */
let dialogs = null;
/** @type {ReturnType<typeof import("./files.js").createFiles> | null} */
let files = null;

/**
 * Storage is not available in some private windows.
 * @param {string} name @param {string} [value]
 */
function stored(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(`tcpchat.${name}`, value);
    return localStorage.getItem(`tcpchat.${name}`) ?? "";
  } catch {
    return "";
  }
}

/** @template T @param {string} name @param {T} otherwise @returns {T} */
function storedValue(name, otherwise) {
  try {
    return JSON.parse(stored(name) || "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @returns {Settings} */
function readSettings() {
  return {
    theme: "auto",
    notify: "mine",
    sound: "off",
    rooms: {},
    ...storedValue("settings", {}),
  };
}

/** @returns {Record<string, string>} */
function readDrafts() {
  return storedValue("drafts", {});
}

/** @param {Settings} changed */
function changeSettings(changed) {
  settings = changed;
  stored("settings", JSON.stringify(settings));
  applyTheme();
}

function applyTheme() {
  document.documentElement.classList.toggle("light", settings.theme === "light");
  document.documentElement.classList.toggle("dark", settings.theme === "dark");
}

const connection = createConnection({
  url: new URL("ws", location.href.replace(/^http/, "ws")).href.replace(/[?#].*$/, ""),
  protocols: ["tcpchat.json"],
  receive,
  opening: () => update({ ...state, link: state.link === "none" ? "connecting" : state.link }),
  lost: (waitMs) => {
    update(lose(state, Date.now() + waitMs));
    files?.lost();
  },
  lastTold: () => state.lastTold,
});

const timeline = createTimeline({
  scroller: byId("scroller"),
  list: byId("lines"),
  loadOlder: () => actions?.loadOlder(),
  loadNewer: () => actions?.loadNewer(),
  moved: lookAgain,
});

const composer = createComposer({
  form: /** @type {HTMLFormElement} */ (byId("composer")),
  input: /** @type {HTMLTextAreaElement} */ (byId("input")),
  list: byId("candidates"),
  send: (text) => {
    const from = state.shown;
    const isSent = actions?.send(text) ?? false;
    // A private message opens its conversation: then the input is that of another place.
    if (isSent) delete drafts[from];
    return isSent;
  },
  sendFiles: () => files?.send(state.shown) ?? false,
  words: () => actions?.words() ?? { names: [], rooms: [] },
  changed: (text) => {
    if (text && !hasSecret(text)) drafts[state.shown] = text;
    else delete drafts[state.shown];
    stored("drafts", JSON.stringify(drafts));
    drawHint();
  },
});

const shownPlace = () => state.places[state.shown];

/** @param {State} next */
function update(next) {
  if (next === state) return;
  state = next;
  ask();
  sendRead();
  if (isDrawing) return;
  isDrawing = true;
  // Hidden tabs have no animation frames, but need their title.
  if (document.hidden) setTimeout(draw);
  else requestAnimationFrame(draw);
}

/** The user has read more: the other devices get that some seconds later. */
function sendRead() {
  if (readTimer !== undefined || !nextRead(state)) return;
  readTimer = setTimeout(() => {
    readTimer = undefined;
    const read = nextRead(state);
    if (!read || state.link !== "open") return;
    connection.request({ verb: "read", target: read.name, number: read.seq, purpose: "quiet" });
    update(readTo(state, read.key, read.seq));
  }, readMs);
}

/** Requests that follow from the state: gaps in the history, people, lost messages. */
function ask() {
  for (const asked of neededHistory(state)) {
    state = withPlace(state, asked.place ?? "", { isLoading: true });
    connection.request(asked);
  }
  const place = shownPlace();
  if (
    state.isSignedIn &&
    place?.kind === "room" &&
    place.isIn &&
    !place.arePeopleKnown &&
    place.lastSeq > 0 &&
    !connection.isWaitingFor(({ verb, target }) => verb === "members" && target === place.name)
  ) {
    connection.request({ verb: "members", target: place.name, purpose: "quiet" });
  }
  const isAsked = (/** @type {number} */ id) =>
    id > 0 && connection.isWaitingFor((asked) => asked.id === id);
  for (const { key, line, canSendAgain } of unanswered(state, isAsked)) {
    if (canSendAgain) transmit(key, line);
    else state = failLine(state, key, line, sentences.mayBeLost);
  }
  files?.step();
}

/**
 * Sends a line that is in the state already.
 * @param {string} key @param {import("./state.js").Line} line
 */
function transmit(key, line) {
  const place = state.places[key];
  if (!place) return;
  const verb = place.kind === "person" ? "tell" : line.kind === "acted" ? "me" : "say";
  const asked = {
    verb,
    target: place.name,
    text: line.text,
    ...(line.emptyLines ? { number: line.emptyLines } : {}),
    ...(state.isResumed && line.request ? { id: line.request } : {}),
  };
  state = changeLine(state, key, line, {
    request: connection.request(asked),
    status: "pending",
    reason: "",
  });
}

/** @param {ServerEvent} event */
function receive(event) {
  update(reduce(state, event));
  if (event.kind === "welcome" && (state.me || loginName())) resume();
  if (event.kind === "refused" && event.asked?.verb === "resume") signIn();
  const isLogin = ["name", "login"].includes(event.asked?.verb ?? "");
  if (event.kind === "named" && isLogin) enterRooms();
  if (event.kind === "refused" && isLogin) nameRefused(event);
  if (event.kind === "goodbye" && finalGoodbyes.includes(event.reason ?? ""))
    leave(event.text ?? "");
  if (event.kind === "joined" || event.kind === "parted") rememberRooms();
  if (!state.hasAccount && state.isSignedIn) accountPassword = "";
  if (messageKinds.includes(event.kind)) alert(event);
  dialogs?.received(event);
  files?.received(event, state.places[roomKey(event.room ?? lobby)]);
}

/** @param {string} id */
const inputOf = (id) => /** @type {HTMLInputElement} */ (byId(id));

const loginName = () => inputOf("login-name").value.trim();

/** Continues the session of the lost connection, or begins a new one. */
function resume() {
  const { wasSignedIn, token, lastTold } = state;
  if (!wasSignedIn || !token || !state.capabilities.includes("resume")) return signIn();
  const number = connection.lastAnswered;
  connection.request({ verb: "resume", target: token, number, count: lastTold });
}

function signIn() {
  if (password) connection.request({ verb: "pass", text: password });
  const target = state.wasSignedIn ? state.me : loginName();
  if (accountPassword) connection.request({ verb: "login", target, text: accountPassword });
  else connection.request({ verb: "name", target });
}

function enterRooms() {
  nameRetries = 0;
  stored("name", state.me);
  for (const id of ["login-password", "account-password"]) inputOf(id).value = "";
  update(withConversations(state, readKept(), sentences.mayBeLost));
  const before = Object.values(state.places).filter(({ kind, wasIn }) => kind === "room" && wasIn);
  /** @type {string[]} */
  const names = before.length ? before.map(({ name }) => name) : storedValue("rooms", []);
  for (const name of names) {
    if (roomKey(name) !== roomKey(lobby))
      connection.request({ verb: "join", target: name, purpose: "quiet" });
  }
}

/** The module that nobody needs before the login. */
async function loadRest() {
  const rest = await import("./actions.js");
  alerts = rest;
  const request = connection.request;
  actions = rest.createActions({
    state: () => state,
    update,
    request,
    leave,
    search: (words) => dialogs?.search(words),
    toEnd: timeline.toEnd,
    opened: () => {
      closeDrawers();
      if (matchMedia("(min-width: 701px)").matches) composer.focus();
    },
  });
  dialogs = rest.createDialogs({
    state: () => state,
    settings: () => settings,
    changeSettings,
    openPlace: actions.openPlace,
    openHit: actions.openHit,
    request,
    update,
    leave: () => leave(""),
    registered: (text) => {
      accountPassword = text;
    },
  });
}

const hasFiles = () => state.capabilities.includes("files");

/** Why no files can be shared in the shown place; empty: they can. */
const noFilesReason = () =>
  hasFiles()
    ? shownPlace()?.kind === "room"
      ? ""
      : sentences.filesNeedRoom
    : sentences.filesAreOff;

/** Adds files of a paste, a drop or the button. @param {import("./composer.js").Chosen} chosen */
async function share(chosen) {
  const place = shownPlace();
  if (!place) return;
  /** @param {string} key @param {string} text */
  const note = (key, text) => update(addNote(state, key, text, "refused", Date.now()));
  if (noFilesReason()) return note(place.key, noFilesReason());
  if (chosen.hasFolder) note(place.key, sentences.noFolders);
  if (!chosen.files.length) return;
  const module = await import("./files.js").catch(() => null);
  if (!module) return note(place.key, sentences.notLoaded);
  files ??= module.createFiles({
    request: connection.request,
    canSend: (key) => {
      const at = state.places[key];
      // A file whose upload had no answer may be in the history that is still missing.
      return state.isSignedIn && at?.isIn === true && !at.fill;
    },
    isOwn: (event) => state.myIds.includes(event.sender ?? 0) || isMe(state, event.name ?? ""),
    shown: shownPlace,
    speak,
    note,
  });
  files.add(chosen.files, place);
  composer.focus();
}

function rememberRooms() {
  stored(
    "rooms",
    JSON.stringify(
      Object.values(state.places)
        .filter(({ kind, isIn, wasIn }) => kind === "room" && (isIn || wasIn))
        .map(({ name }) => name),
    ),
  );
}

/**
 * After a lost connection the server may not have noticed the loss yet.
 * @param {ServerEvent} event
 */
function nameRefused(event) {
  if (!state.wasSignedIn) return;
  if (
    ["NameTaken", "NameTooSimilar"].includes(event.code ?? "") &&
    nameRetries++ < maxNameRetries
  ) {
    setTimeout(() => {
      if (state.link === "open" && !state.isSignedIn) signIn();
    }, nameRetryMs);
  } else {
    leave([event.text, event.advice].filter(Boolean).join(" "));
    if (event.code === "NameRegistered") update({ ...state, needsAccount: true });
  }
}

/** Ends the chat and shows the login. @param {string} reason */
function leave(reason) {
  if (!reason) connection.request({ verb: "quit" });
  connection.end();
  password = accountPassword = "";
  files?.clear();
  update({ ...initialState(), loginError: reason });
  keep();
}

/**
 * A reload keeps the private conversations; the end of the tab or of the chat deletes them, because
 * others may use the same browser.
 */
function keep() {
  try {
    sessionStorage.setItem("tcpchat.private", JSON.stringify(keptConversations(state)));
  } catch {
    // Storage is full, or not available in a private window.
  }
}

/** @returns {unknown} */
function readKept() {
  try {
    return JSON.parse(sessionStorage.getItem("tcpchat.private") ?? "null");
  } catch {
    return null;
  }
}

/** @param {ServerEvent} event */
function alert(event) {
  const key = event.kind === "told" ? personKey(event.name ?? "") : roomKey(event.room ?? lobby);
  const place = state.places[key];
  const line = place?.lines.findLast(({ kind }) => kind === event.kind);
  if (!place || !line || state.myIds.includes(event.sender ?? 0)) return;
  const isSeen = state.shown === key && state.isLooking;
  const text = line.file ? sentences.sharedFile(line.text) : line.text;
  if (state.shown === key && document.hasFocus()) speak(sentences.spoken(line.name, text));
  const choice = settings.rooms[key] || settings.notify;
  const isMine = line.mentionsMe || event.kind === "told";
  if (isSeen || !(choice === "all" || (choice === "mine" && isMine))) return;
  const title = sentences.alertTitle(place.kind === "room" ? place.name : "", line.name);
  alerts?.notify(title, text, key, () => actions?.openPlace(key));
  if (settings.sound === "on") alerts?.playSound();
}

/**
 * For screen readers. Old texts are removed, so that they are not read twice.
 * @param {string} text
 */
function speak(text) {
  const announcer = byId("announcer");
  announcer.append(make("p", "", text));
  while (announcer.children.length > 5) announcer.firstChild?.remove();
}

function lookAgain() {
  const isLooking =
    timeline.isAtEnd &&
    document.hasFocus() &&
    !document.hidden &&
    !document.querySelector("dialog[open]");
  update(look(state, isLooking));
  drawPill();
}

function draw() {
  isDrawing = false;
  const place = shownPlace();
  byId("login").hidden = state.wasSignedIn;
  byId("chat").hidden = !state.wasSignedIn;
  if (!state.wasSignedIn) {
    drawLogin();
    return;
  }
  drawPlaces(state);
  drawHeader(state, place);
  drawPeople(state, place, filter);
  if (draftKey !== state.shown) {
    draftKey = state.shown;
    composer.set(drafts[draftKey] ?? "");
  }
  timeline.render(place, state.me);
  byId("attach-button").hidden = noFilesReason() !== "";
  byId("drop-target").textContent = noFilesReason() || sentences.dropHere(place?.name ?? "");
  files?.draw();
  byId("input").setAttribute(
    "placeholder",
    sentences.writeTo(place?.kind === "room" ? `#${place.name}` : (place?.name ?? "")),
  );
  byId("input").ariaLabel = byId("input").getAttribute("placeholder");
  drawOffline();
  drawHint();
  byId("older-bar").hidden = !place?.older;
  const places = Object.values(state.places);
  const sum = (/** @type {"unread" | "mentions"} */ of) =>
    places.reduce((all, one) => all + one[of], 0);
  alerts?.showCount(
    place ? `${place.name} · ${location.hostname}` : "TcpChat",
    sum("unread"),
    sum("mentions"),
  );
  lookAgain();
}

function drawLogin() {
  const isAsked = state.needsPassword && byId("login-password-row").hidden;
  byId("login-password-row").hidden = !state.needsPassword;
  if (isAsked) byId("login-password").focus();
  if (state.needsAccount && byId("account-row").hidden) showAccountRow();
  const isBusy =
    state.link === "connecting" ||
    (state.link === "open" &&
      connection.isWaitingFor(({ verb }) => verb === "name" || verb === "login"));
  const error =
    state.loginError ||
    (state.link === "lost" ? sentences.offline(0) : "") ||
    (state.needsPassword && !password ? sentences.passwordNeeded : "");
  byId("login-error").textContent = error;
  byId("login-button").textContent = isBusy ? sentences.connecting : "Join the chat";
}

function showAccountRow() {
  byId("account-row").hidden = false;
  byId("account-row-button").hidden = true;
  byId("account-password").focus();
}

function drawOffline() {
  const isOffline = !state.isSignedIn;
  byId("offline").hidden = !isOffline;
  byId("chat").classList.toggle("offline", isOffline);
  const wait = state.link === "lost" ? Math.ceil((state.retryAtMs - Date.now()) / 1000) : 0;
  const text =
    state.link === "open"
      ? nameRetries
        ? sentences.nameInUse
        : sentences.connecting
      : sentences.offline(wait);
  if (byId("offline-text").textContent !== text) byId("offline-text").textContent = text;
}

function drawPill() {
  const unread = shownPlace()?.unread ?? 0;
  const pill = byId("pill");
  pill.hidden = timeline.isAtEnd || Boolean(shownPlace()?.older);
  const text = unread ? sentences.newMessages(unread) : "↓";
  if (pill.textContent !== text) pill.textContent = text;
  pill.ariaLabel = unread ? text : "Back to the newest";
}

function drawHint() {
  const lines = splitBlock(composer.text);
  const longest = Math.max(0, ...lines.map(({ text }) => byteLength(text)));
  const hint =
    longest > state.maxText
      ? sentences.tooLong(longest, state.maxText)
      : longest > state.maxText - 200
        ? sentences.bytesLeft(state.maxText - longest)
        : lines.length > 1
          ? sentences.severalMessages(lines.length)
          : "";
  byId("hint").textContent = hint;
  byId("hint").classList.toggle("error", longest > state.maxText);
}

/** @param {"show-places" | "show-people"} drawer */
function toggleDrawer(drawer) {
  const isOpen = byId("chat").classList.toggle(drawer);
  byId("backdrop").hidden = !isOpen;
  byId(drawer === "show-places" ? "places-button" : "people-button").ariaExpanded = String(isOpen);
  const list = drawer === "show-places" ? "places" : "people";
  if (isOpen)
    /** @type {HTMLElement | null} */ (
      byId(list).querySelector("button, input:not([hidden])")
    )?.focus();
}

function closeDrawers() {
  byId("chat").classList.remove("show-places", "show-people");
  byId("backdrop").hidden = true;
  byId("places-button").ariaExpanded = byId("people-button").ariaExpanded = "false";
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (!state.wasSignedIn || event.isComposing || document.querySelector("dialog[open]")) return;
  const isMeta = event.ctrlKey || event.metaKey;
  const target = /** @type {HTMLElement} */ (event.target);
  let isDone = true;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    actions?.stepPlace(event.key === "ArrowUp" ? -1 : 1, event.shiftKey);
  } else if (isMeta && !event.shiftKey && event.key.toLowerCase() === "k") {
    dialogs?.open("switch");
  } else if (isMeta && event.shiftKey && event.key.toLowerCase() === "f") {
    dialogs?.search("");
  } else if (event.key === "PageUp" || event.key === "PageDown") {
    timeline.page(event.key === "PageUp" ? -1 : 1);
  } else if (event.key === "Escape") {
    if (byId("backdrop").hidden) toPresent();
    else closeDrawers();
  } else {
    isDone = false;
    // Text that is typed anywhere goes to the input.
    const isText = event.key.length === 1 && !isMeta && !event.altKey && event.key !== " ";
    if (isText && !target.closest("input, textarea, select")) composer.focus();
  }
  if (isDone) event.preventDefault();
}

function toPresent() {
  const place = shownPlace();
  if (place?.older) update(withPlace(state, place.key, { older: null }));
  requestAnimationFrame(() => {
    timeline.toEnd();
    lookAgain();
  });
}

/** @param {MouseEvent} event */
function click(event) {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  const { place, person, retry, discard, picture } = button.dataset;
  if (picture) dialogs?.openPicture(button);
  if (place) actions?.openPlace(place);
  if (person) actions?.openPlace(actions.openPerson(person));
  if (retry) actions?.settle(retry, true);
  if (discard) actions?.settle(discard, false);
}

function start() {
  applyTheme();
  const rest = loadRest();
  inputOf("login-name").value = stored("name");
  byId("login-host").textContent = location.host;
  byId("login-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await rest;
    password = inputOf("login-password").value;
    accountPassword = inputOf("account-password").value;
    update({ ...state, loginError: "" });
    if (state.link === "open") signIn();
    else if (state.link === "lost") connection.retry();
    else connection.connect();
  });
  byId("account-row-button").addEventListener("click", showAccountRow);
  window.addEventListener("pagehide", () => state.wasSignedIn && keep());
  byId("retry-button").addEventListener("click", () => connection.retry());
  byId("pill").addEventListener("click", toPresent);
  byId("present-button").addEventListener("click", toPresent);
  byId("places-button").addEventListener("click", () => toggleDrawer("show-places"));
  byId("people-button").addEventListener("click", () => toggleDrawer("show-people"));
  byId("backdrop").addEventListener("click", closeDrawers);
  for (const name of /** @type {const} */ (["join", "search", "settings"])) {
    byId(`${name}-button`).addEventListener("click", () => {
      closeDrawers();
      dialogs?.open(name);
    });
  }
  byId("topic").addEventListener("click", () => dialogs?.open("topic"));
  byId("leave-button").addEventListener("click", () => {
    const place = shownPlace();
    if (place) actions?.leavePlace(place);
  });
  byId("people-filter").addEventListener("input", (event) => {
    filter = /** @type {HTMLInputElement} */ (event.target).value;
    drawPeople(state, shownPlace(), filter);
  });
  watchFiles({
    button: byId("attach-button"),
    picker: inputOf("file-input"),
    target: byId("drop-target"),
    isOpen: () => state.wasSignedIn && !document.querySelector("dialog[open]"),
    chosen: share,
  });
  document.addEventListener("click", click);
  document.addEventListener("keydown", press);
  document.addEventListener("visibilitychange", lookAgain);
  for (const kind of ["focus", "blur"]) window.addEventListener(kind, lookAgain);
  window.addEventListener("online", () => connection.retry());
  setInterval(() => state.wasSignedIn && !state.isSignedIn && drawOffline(), 1000);
  draw();
  byId("login-name").focus();
}

start();
