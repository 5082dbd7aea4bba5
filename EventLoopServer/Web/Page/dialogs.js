// @ts-check
// The dialogs: join, topic, search, switch and settings. Loaded after the login.
import * as sentences from "./sentences.js";
import { byId, make, textNodes, timeText } from "./draw.js";
import { roomKey } from "./state.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./app.js").Settings} Settings
 * @typedef {import("./connection.js").Asked} Asked
 * @typedef {{
 *   state: () => State, settings: () => Settings, changeSettings: (settings: Settings) => void,
 *   openPlace: (key: string) => void, openHit: (room: string, seq: number) => void,
 *   request: (asked: Asked) => number, update: (state: State) => void, leave: () => void,
 * }} DialogOptions
 * @typedef {{ label: string, hint: string, run: () => void }} Choice
 */

/** @param {string} id */
const inputOf = (id) => /** @type {HTMLInputElement} */ (byId(id));
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
        : error || (words ? sentences.nothingFound : "");
    byId("search-hits").replaceChildren(
      ...hits.map((hit) => {
        const item = make("li", "");
        const button = make("button", "hit");
        button.type = "button";
        const text = make("span", "text");
        text.dir = "auto";
        text.append(...textNodes(hit.text, ""));
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

  /** @param {"join" | "topic" | "switch" | "settings" | "search"} name */
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
    } else {
      drawSearch();
    }
    dialogOf(name).showModal();
  };

  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.querySelector(".close")?.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
  }
  /** @param {string} name @param {() => void} run */
  const onSubmit = (name, run) =>
    dialogOf(name)
      .querySelector("form")
      ?.addEventListener("submit", (event) => {
        event.preventDefault();
        run();
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
    },
  };
}
