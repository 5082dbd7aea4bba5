// @ts-check
// Shares files: prepares them, asks for slots, uploads, and draws the list above the input.
// Loaded with the first file.
import * as sentences from "./sentences.js";
import { byId, make, patchList } from "./draw.js";
import { withoutMetadata } from "./photo.js";
import {
  afterAnswer,
  afterWait,
  again,
  changeTransfer,
  failed,
  hasUnsent,
  isActive,
  maxTransfers,
  newTransfer,
  nextTransfers,
  prepared,
  sendAll,
  withoutAnswers,
  withoutArrived,
} from "./transfers.js";

/**
 * @typedef {import("./connection.js").Asked} Asked
 * @typedef {import("./connection.js").ServerEvent} ServerEvent
 * @typedef {import("./state.js").Place} Place
 * @typedef {import("./transfers.js").Transfer} Transfer
 * @typedef {{
 *   request: (asked: Asked) => number, canSend: (place: string) => boolean,
 *   shown: () => Place | undefined, speak: (text: string) => void,
 *   note: (place: string, text: string) => void, isOwn: (event: ServerEvent) => boolean,
 * }} FilesOptions `canSend`: whether the user is in a room now, and its history is complete;
 *   `note` shows a sentence in it
 */

/** Pictures that a browser can show beside the name. */
const shownTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/** @param {FilesOptions} options */
export function createFiles({ request, canSend, shown, speak, note, isOwn }) {
  /** @type {readonly Transfer[]} */
  let all = [];
  let nextId = 1;
  /** @type {Map<number, { file: Blob, preview: string, upload: XMLHttpRequest | null }>} */
  const parts = new Map();

  /** @param {number} id */
  const find = (id) => all.find((one) => one.id === id);

  /** @param {readonly Transfer[]} next */
  const set = (next) => {
    all = next;
    for (const [id, part] of parts) {
      if (find(id)) continue;
      part.upload?.abort();
      if (part.preview) URL.revokeObjectURL(part.preview);
      parts.delete(id);
    }
    step();
    draw();
  };

  /** @param {number} id @param {Partial<Transfer>} change */
  const change = (id, change) => {
    const one = find(id);
    if (!one) return;
    if (change.status === "failed") speak(sentences.fileFailed(one.name, change.reason ?? ""));
    set(changeTransfer(all, id, change));
  };

  /** Offers the files whose turn it is. */
  const step = () => {
    for (const one of nextTransfers(all, canSend)) {
      const id = request({
        verb: "offer",
        target: one.room,
        text: one.name,
        // An absent number is 0.
        ...(one.size ? { number: one.size } : {}),
        place: one.place,
        purpose: `file-${one.id}`,
      });
      if (id) all = changeTransfer(all, one.id, { status: "asking" });
    }
  };

  /** @param {File} file @param {Place} place */
  const add = async (file, place) => {
    if (all.length >= maxTransfers) {
      note(place.key, sentences.tooManyFiles(maxTransfers));
      return;
    }
    const id = nextId++;
    const preview = shownTypes.includes(file.type) ? URL.createObjectURL(file) : "";
    parts.set(id, { file, preview, upload: null });
    set([...all, newTransfer(id, place.key, place.name, file)]);
    try {
      const ready = await withoutMetadata(file);
      const [one, part] = [find(id), parts.get(id)];
      if (!one || !part) return;
      part.file = ready;
      if (!one.isWanted) speak(sentences.fileIsReady(one.name));
      change(id, prepared(one, ready.size));
    } catch (error) {
      const isUnreadable = ["NotReadableError", "NotFoundError"].includes(
        /** @type {DOMException} */ (error).name,
      );
      const reason = isUnreadable ? sentences.fileUnreadable : sentences.photoFailed;
      change(id, failed(reason, false));
    }
  };

  /** @param {number} id */
  const upload = (id) => {
    const [one, part] = [find(id), parts.get(id)];
    if (!one || !part) return;
    const sending = new XMLHttpRequest();
    part.upload = sending;
    sending.upload.onprogress = ({ loaded }) => {
      // Only the numbers change, so nothing else is drawn again.
      all = changeTransfer(all, id, { sent: loaded });
      draw();
    };
    sending.onload = () => {
      part.upload = null;
      if (sending.status === 201) {
        speak(sentences.fileIsShared(one.name));
        set(all.filter((other) => other.id !== id));
        return;
      }
      const seconds = Number(sending.getResponseHeader("Retry-After")) || 0;
      answered(id, sending.status, seconds, sending.responseText);
    };
    sending.onerror = () => {
      part.upload = null;
      answered(id, 0, 0, "");
    };
    sending.open("PUT", one.path.slice(1));
    sending.send(part.file);
  };

  /** @param {number} id @param {number} code @param {number} seconds @param {string} text */
  const answered = (id, code, seconds, text) => {
    const one = find(id);
    if (!one) return;
    const next = afterAnswer(one, code, seconds, text);
    change(id, next.change);
    if (next.change.status !== "waiting") return;
    setTimeout(() => {
      const waited = find(id);
      if (waited?.status !== "waiting") return;
      change(id, afterWait(waited));
      if (waited.path) upload(id);
    }, next.waitMs);
  };

  /** @param {ServerEvent} event @param {Place | undefined} place */
  const received = (event, place) => {
    if (event.asked?.verb === "offer") {
      const id = Number(/^file-(\d+)$/.exec(event.asked.purpose ?? "")?.[1]);
      if (find(id)?.status !== "asking") return;
      if (event.kind === "slot" && /^\/up\/[0-9a-f]{32}$/.test(event.path ?? "")) {
        change(id, { status: "sending", path: event.path ?? "", sent: 0 });
        upload(id);
      } else {
        const reason = [event.text, event.advice].filter(Boolean).join(" ");
        change(id, failed(reason || sentences.uploadFailed));
      }
    }
    if (!place) return;
    const before = all;
    for (const line of event.kind === "shared" ? [event] : (event.lines ?? [])) {
      if (line.kind === "shared" && isOwn(line))
        all = withoutArrived(all, place.key, line.text ?? "", line.size ?? 0);
    }
    if (all !== before) set(all);
  };

  const draw = () => {
    const place = shown()?.key ?? "";
    const list = byId("transfers");
    list.hidden = all.length === 0;
    patchList(
      list,
      all,
      ({ id }) => String(id),
      (one) => [one.status, one.reason, one.place === place].join("\n"),
      (one) => drawTransfer(one, parts.get(one.id)?.preview ?? "", one.place === place),
    );
    for (const { id, sent, size, status } of all) {
      if (status !== "sending") continue;
      const item = list.querySelector(`[data-key="${id}"]`);
      const bar = item?.querySelector("progress");
      if (!item || !bar) continue;
      bar.value = size ? Math.min(1, sent / size) : 1;
      const text = item.querySelector(".transfer-state");
      if (text) text.textContent = sentences.sentOf(Math.min(sent, size), size);
    }
  };

  byId("transfers").addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    const id = Number(button?.closest("li")?.dataset["key"]);
    if (!button || !find(id)) return;
    if (button.dataset["action"] === "again") change(id, again());
    else set(all.filter((one) => one.id !== id));
    byId("input").focus();
  });
  window.addEventListener("beforeunload", (event) => {
    if (all.some(isActive)) event.preventDefault();
  });

  return {
    /** @param {readonly File[]} files @param {Place} place */
    add: (files, place) => {
      for (const file of files) add(file, place);
    },
    /** Sends the files of a place. @param {string} place @returns whether there were any */
    send: (place) => {
      const isAny = hasUnsent(all, place);
      if (isAny) set(sendAll(all, place));
      return isAny;
    },
    received,
    /** The state of the chat has changed: files may have their turn now. */
    step: () => {
      const before = all;
      step();
      if (all !== before) draw();
    },
    lost: () => set(withoutAnswers(all)),
    clear: () => set([]),
    draw,
  };
}

/** @param {Transfer} one @param {string} preview @param {boolean} isHere */
function drawTransfer(one, preview, isHere) {
  const item = make("li", `transfer ${one.status}`);
  const mark = make("span", "file-mark", preview ? "" : sentences.fileMark(one.name));
  mark.ariaHidden = "true";
  if (preview) {
    const picture = make("img", "");
    picture.alt = "";
    picture.src = preview;
    mark.append(picture);
  }
  const name = make("span", "label", one.name);
  name.dir = "auto";
  const title = make("div", "transfer-title");
  title.append(name);
  if (!isHere) title.append(make("span", "muted", sentences.toRoom(one.room)));
  const lines = make("div", "file-lines");
  lines.append(title, make("span", "transfer-state", stateText(one)));
  if (one.status === "sending") {
    const bar = make("progress", "");
    bar.ariaLabel = one.name;
    bar.max = 1;
    lines.append(bar);
  }
  item.append(mark, lines);
  const isReady = one.status === "ready" || one.status === "failed";
  if (one.status === "failed" && one.canRetry)
    item.append(action("again", sentences.tryAgain, sentences.retryFile(one.name)));
  const label = isReady ? sentences.remove : sentences.cancel;
  item.append(action("remove", label, sentences.cancelFile(one.name)));
  return item;
}

/** @param {string} what @param {string} text @param {string} label */
function action(what, text, label) {
  const button = make("button", "", text);
  button.type = "button";
  button.dataset["action"] = what;
  // The visible word comes first, so that voice control finds it.
  button.ariaLabel = `${text}: ${label}`;
  return button;
}

/** @param {Transfer} one */
function stateText(one) {
  if (one.status === "ready") return `${sentences.size(one.size)}. ${sentences.fileReady}`;
  if (one.status === "preparing") return sentences.filePreparing;
  if (one.status === "waiting") return one.path ? sentences.fileBusy : sentences.fileAgain;
  return one.status === "failed" ? one.reason : sentences.fileWaiting;
}
