// @ts-check
// What the user can do: send, open, leave, search, scroll; the dialogs; notifications and sound.
// Loaded while the user types a name.
import * as sentences from "./sentences.js";
import { addressOf, byId, make, textNodes, timeText } from "./draw.js";
import {
  addPending,
  addPlace,
  closePlace,
  findLine,
  look,
  messageKinds,
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
      .filter(({ kind, isOwn }) => !isOwn && messageKinds.includes(kind))
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
    if (typed.verb === "send") {
      byId("attach-button").click();
      return true;
    }
    if (typed.verb === "leave" && !typed.target) {
      leavePlace(place);
      return true;
    }
    if (!state().isSignedIn) return false;
    const asked =
      typed.verb === "line"
        ? {
            verb: "line",
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

/**
 * @typedef {import("./app.js").Settings} Settings
 * @typedef {{
 *   state: () => State, settings: () => Settings, changeSettings: (settings: Settings) => void,
 *   openPlace: (key: string) => void, openHit: (room: string, seq: number) => void,
 *   request: (asked: Asked) => number, update: (state: State) => void, leave: () => void,
 *   registered: (password: string) => void,
 * }} DialogOptions
 * @typedef {{ label: string, hint: string, run: () => void }} Choice
 */

/** @param {string} id */
const inputOf = (id) => /** @type {HTMLInputElement} */ (byId(id));
const passwordInputs = ["register-password", "register-code", "old-password", "new-password"];
/** @param {string} name */
const dialogOf = (name) => /** @type {HTMLDialogElement} */ (byId(`${name}-dialog`));

/**
 * A list under an input: arrows choose, Enter runs.
 * @param {string} inputId @param {string} listId @param {() => Choice[]} choices
 * @param {string} nothing shown instead of an empty list
 */
function chooser(inputId, listId, choices, nothing = "") {
  const [input, list] = [inputOf(inputId), byId(listId)];
  let selected = 0;
  /** @type {Choice[]} */
  let all = [];
  const draw = () => {
    all = choices();
    selected = Math.min(selected, Math.max(0, all.length - 1));
    list.replaceChildren(
      ...all.map((choice, i) => {
        const item = make("li", "");
        const button = make("button", i === selected ? "chosen" : "");
        button.type = "button";
        button.append(make("span", "label", choice.label), make("span", "muted", choice.hint));
        button.addEventListener("click", choice.run);
        item.append(button);
        return item;
      }),
    );
    if (all.length === 0 && nothing) list.append(make("li", "muted", nothing));
    list.children[selected]?.scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => {
    selected = 0;
    draw();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    selected = Math.max(
      0,
      Math.min(all.length - 1, selected + (event.key === "ArrowDown" ? 1 : -1)),
    );
    draw();
  });
  return {
    draw,
    open: () => {
      input.value = "";
      selected = 0;
      draw();
    },
    get chosen() {
      return all[selected];
    },
  };
}

/** @param {DialogOptions} options */
export function createDialogs({
  state,
  settings,
  changeSettings,
  openPlace,
  openHit,
  request,
  update,
  leave,
  registered,
}) {
  /** @param {string} name */
  const close = (name) => dialogOf(name).close();

  /** @param {string} name */
  const join = (name) => {
    close("join");
    if (name) request({ verb: "join", target: name, place: state().shown });
  };

  const joinChooser = chooser(
    "join-name",
    "join-list",
    () => {
      const wanted = inputOf("join-name").value.trim().toLowerCase();
      return (state().rooms ?? [])
        .filter(({ name }) => name.toLowerCase().includes(wanted))
        .map((room) => ({
          label: `# ${room.name}`,
          hint: [sentences.people(room.members), room.topic].filter(Boolean).join(" · "),
          run: () => join(room.name),
        }));
    },
    sentences.noRooms,
  );

  const switchChooser = chooser("switch-name", "switch-list", () => {
    const wanted = inputOf("switch-name").value.trim().toLowerCase();
    const places = state()
      .order.flatMap((key) => state().places[key] ?? [])
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0));
    return places.map((place) => ({
      label: place.kind === "room" ? `# ${place.name}` : place.name,
      hint: place.unread ? sentences.newMessages(place.unread) : "",
      run: () => {
        close("switch");
        openPlace(place.key);
      },
    }));
  });

  const runSearch = () => {
    const words = inputOf("search-words").value.trim();
    if (!words) return;
    const id = request({ verb: "search", text: words });
    update({
      ...state(),
      search: { words, isBusy: id > 0, hits: [], error: id ? "" : sentences.notConnected },
    });
    drawSearch();
  };

  const drawSearch = () => {
    const { isBusy, hits, error, words } = state().search;
    byId("search-state").textContent = isBusy
      ? sentences.searching
      : hits.length
        ? sentences.hits(hits.length)
        : error || (words ? sentences.nothingFound : sentences.searchHint);
    byId("search-hits").replaceChildren(
      ...hits.map((hit) => {
        const item = make("li", "");
        const button = make("button", "hit");
        button.type = "button";
        const text = make("span", "text");
        text.dir = "auto";
        if (hit.kind === "shared") text.append(sentences.sharedFile(hit.text));
        else text.append(...textNodes(hit.text, ""));
        const where = [
          `# ${hit.room}`,
          hit.name,
          hit.time ? `${new Date(hit.time).toLocaleDateString()} ${timeText(hit.time)}` : "",
        ];
        button.append(make("span", "muted", where.filter(Boolean).join(" · ")), text);
        button.addEventListener("click", () => {
          close("search");
          openHit(hit.room, hit.seq);
        });
        item.append(button);
        return item;
      }),
    );
  };

  const drawSettings = () => {
    const { theme, notify, sound, rooms } = settings();
    const place = state().places[state().shown];
    /** @type {[string, string][]} */
    const values = [
      ["set-theme", theme],
      ["set-notify", notify],
      ["set-sound", sound],
      ["set-room", rooms[state().shown] ?? ""],
    ];
    for (const [id, value] of values) inputOf(id).value = value;
    byId("set-room-row").hidden = place?.kind !== "room";
    byId("account-setting").hidden = !state().capabilities.includes("accounts");
    byId("account-button").textContent = state().hasAccount
      ? sentences.logOut
      : sentences.reserveName;
    byId("set-room-label").textContent = sentences.alertsFor(`#${place?.name ?? ""}`);
    drawNote();
  };

  const drawNote = () => {
    const { notify, rooms } = settings();
    const wants =
      notify !== "off" || Object.values(rooms).some((choice) => choice && choice !== "off");
    const canNotify = "Notification" in globalThis && globalThis.isSecureContext;
    byId("settings-note").textContent = !wants
      ? ""
      : !canNotify
        ? sentences.noNotifications
        : Notification.permission === "denied"
          ? sentences.notificationsBlocked
          : "";
  };

  const saveSettings = () => {
    const rooms = { ...settings().rooms, [state().shown]: inputOf("set-room").value };
    changeSettings({
      theme: inputOf("set-theme").value,
      notify: inputOf("set-notify").value,
      sound: inputOf("set-sound").value,
      rooms,
    });
    const wants =
      inputOf("set-notify").value !== "off" || !["", "off"].includes(inputOf("set-room").value);
    if (wants && "Notification" in globalThis && Notification.permission === "default") {
      Notification.requestPermission().then(drawNote, drawNote);
    }
    drawNote();
  };

  const drawAccount = () => {
    const { hasAccount, accountError, me } = state();
    byId("account-text").textContent = hasAccount ? sentences.loggedIn(me) : sentences.guest(me);
    byId("register-row").hidden = hasAccount;
    byId("password-row").hidden = !hasAccount;
    // Password managers store the password under this name.
    inputOf("account-name").value = me;
    byId("account-submit").textContent = hasAccount ? sentences.logOut : sentences.reserveName;
    byId("account-error").textContent = accountError;
  };

  const changePassword = () => {
    const target = inputOf("old-password").value;
    const text = inputOf("new-password").value;
    const missing = ["old-password", "new-password"].find((id) => !inputOf(id).value);
    if (missing) return inputOf(missing).focus();
    const asked = { verb: "password", target, text, place: state().shown, purpose: "account" };
    const isSent = request(asked) > 0;
    if (isSent) registering = { me: state().me, text };
    update({ ...state(), accountError: isSent ? "" : sentences.notConnected });
    drawAccount();
  };

  /** @param {SubmitEvent} event */
  const submitAccount = (event) => {
    const { hasAccount, me, shown } = state();
    // Enter in a field means the first button, also where it is hidden.
    if (hasAccount && event.submitter?.id === "password-submit") return changePassword();
    const text = inputOf("register-password").value;
    if (!hasAccount && !text) return inputOf("register-password").focus();
    const target = inputOf("register-code").value.trim();
    const asked = hasAccount ? { verb: "logout" } : { verb: "register", target, text };
    const isSent = request({ ...asked, place: shown, purpose: "account" }) > 0;
    if (isSent && !hasAccount) registering = { me, text };
    update({ ...state(), accountError: isSent ? "" : sentences.notConnected });
    drawAccount();
  };

  /** @type {{ me: string, text: string } | null} */
  let registering = null;

  /** @param {"join" | "topic" | "switch" | "settings" | "search" | "account"} name */
  const open = (name) => {
    if (dialogOf(name).open) return;
    if (name === "join") {
      request({ verb: "rooms", purpose: "quiet" });
      joinChooser.open();
    } else if (name === "switch") {
      switchChooser.open();
    } else if (name === "topic") {
      inputOf("topic-text").value = state().places[state().shown]?.topic ?? "";
    } else if (name === "settings") {
      drawSettings();
    } else if (name === "account") {
      for (const id of passwordInputs) inputOf(id).value = "";
      update({ ...state(), accountError: "" });
      drawAccount();
    } else {
      drawSearch();
    }
    dialogOf(name).showModal();
  };

  /** @param {HTMLButtonElement} button of a picture in the conversation */
  const openPicture = ({ dataset, title }) => {
    const picture = /** @type {HTMLImageElement} */ (byId("picture"));
    const link = /** @type {HTMLAnchorElement} */ (byId("picture-link"));
    picture.src = link.href = addressOf(dataset["picture"] ?? "");
    picture.alt = link.download = byId("picture-name").textContent = title;
    byId("picture-size").textContent = sentences.size(Number(dataset["size"]));
    dialogOf("picture").showModal();
  };
  byId("picture").addEventListener("click", () => close("picture"));
  // The next picture does not begin with this one.
  dialogOf("picture").addEventListener("close", () => byId("picture").removeAttribute("src"));

  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.querySelector(".close")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  /** @param {string} name @param {(event: SubmitEvent) => void} run */
  const onSubmit = (name, run) =>
    dialogOf(name)
      .querySelector("form")
      ?.addEventListener("submit", (event) => {
        event.preventDefault();
        run(event);
      });
  onSubmit("join", () => {
    const typed = inputOf("join-name").value.trim().replace(/^#\s*/, "");
    const isListed =
      joinChooser.chosen &&
      !(state().rooms ?? []).some(({ name }) => roomKey(name) === roomKey(typed));
    // A new room needs its full name. Without a name, the chosen room of the list is joined.
    if (!typed && isListed) joinChooser.chosen?.run();
    else join(typed);
  });
  onSubmit("switch", () => switchChooser.chosen?.run());
  onSubmit("search", runSearch);
  onSubmit("settings", () => close("settings"));
  onSubmit("account", submitAccount);
  byId("account-button").addEventListener("click", () => {
    close("settings");
    open("account");
  });
  onSubmit("topic", () => {
    close("topic");
    const place = state().places[state().shown];
    const text = inputOf("topic-text").value.trim();
    if (place && text && text !== place.topic) {
      request({ verb: "topic", target: place.name, text, place: place.key });
    }
  });
  for (const id of ["set-theme", "set-notify", "set-room", "set-sound"])
    byId(id).addEventListener("change", saveSettings);
  byId("leave-chat-button").addEventListener("click", () => {
    close("settings");
    leave();
  });

  return {
    open,
    openPicture,
    /** @param {string} words */
    search: (words) => {
      open("search");
      if (words) {
        inputOf("search-words").value = words;
        runSearch();
      }
    },
    /** @param {import("./connection.js").ServerEvent} event */
    received: (event) => {
      if (event.kind === "rooms" && dialogOf("join").open) joinChooser.draw();
      if (event.asked?.verb === "search") drawSearch();
      if (event.asked?.purpose !== "account") return;
      const isDone = event.kind === "done" && registering !== null;
      if (isDone && registering) {
        registered(registering.text);
        for (const id of passwordInputs) inputOf(id).value = "";
      }
      registering = null;
      drawAccount();
      if (isDone && event.asked.verb === "password")
        byId("account-text").textContent = sentences.passwordChanged;
    },
  };
}

/** @param {string} title @param {string} text @param {string} tag @param {() => void} open */
export function notify(title, text, tag, open) {
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
  try {
    const notification = new Notification(title, { body: text.slice(0, 200), tag });
    notification.onclick = () => {
      window.focus();
      open();
      notification.close();
    };
  } catch {
    // Chrome on Android shows notifications only from a service worker.
  }
}

/** @type {AudioContext | null} */
let audio = null;

/** Two short tones. */
export function playSound() {
  try {
    audio ??= new AudioContext();
    const start = audio.currentTime;
    for (const [i, frequency] of [660, 880].entries()) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = frequency;
      const at = start + i * 0.12;
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(0.08, at + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.25);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.3);
    }
  } catch {
    // Without an audio device there is no sound.
  }
}

let drawnIcon = "";
let iconUrl = "";

/**
 * The title and the icon of the tab.
 * @param {string} name @param {number} unread @param {number} mentions
 */
export function showCount(name, unread, mentions) {
  document.title = (mentions ? `(${mentions}) ` : unread ? "• " : "") + name;
  const icon = mentions ? "mentions" : unread ? "unread" : "plain";
  if (icon === drawnIcon) return;
  drawnIcon = icon;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 64;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.fillStyle = "#2f6f5e";
  context.roundRect(2, 2, 60, 60, 16);
  context.fill();
  context.strokeStyle = "#ffffff";
  context.lineWidth = 5;
  context.lineCap = "round";
  for (const [y, width] of [
    [23, 27],
    [32, 18],
    [41, 22],
  ]) {
    context.moveTo(18, y ?? 0);
    context.lineTo(18 + (width ?? 0), y ?? 0);
  }
  context.stroke();
  if (icon !== "plain") {
    context.beginPath();
    context.fillStyle = icon === "mentions" ? "#d8432f" : "#e7a33c";
    context.arc(49, 15, 14, 0, 2 * Math.PI);
    context.fill();
  }
  canvas.toBlob((blob) => {
    if (!blob) return;
    if (iconUrl) URL.revokeObjectURL(iconUrl);
    iconUrl = URL.createObjectURL(blob);
    let link = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=icon]"));
    if (!link) {
      link = document.createElement("link");
      link.rel = "icon";
      document.head.append(link);
    }
    link.href = iconUrl;
  });
}
