// @ts-check
// The files that the user wants to share, from the choice to the answer of the server: plain data
// and pure functions. Loaded with the first file.
import * as sentences from "./sentences.js";

/**
 * @typedef {{
 *   id: number, place: string, room: string, name: string, size: number,
 *   status: "preparing" | "ready" | "queued" | "asking" | "sending" | "waiting" | "failed",
 *   isWanted: boolean, path: string, sent: number, tries: number, reason: string,
 *   canRetry: boolean, isUnsure: boolean,
 * }} Transfer `place` and `room`: where it is shared. ready: the user has not sent it yet;
 *   `isWanted`: sent while it was prepared; queued: waits for its turn; asking: for a slot of the
 *   server; waiting: the server was busy, or the connection was lost; `path`: of its slot;
 *   `isUnsure`: it may have arrived
 */

/** Files in the list. The user sees all of them above the input. */
export const maxTransfers = 20;

/** The server takes four uploads of an address, which several pages may share. */
const maxActive = 2;

/** A busy server, or one that was restarted, is asked so often. */
const maxTries = 8;

/** An upload without an answer is repeated so often: a file that cannot be read has none either. */
const maxLost = 3;

/** In this time the event of a file arrives whose upload got no answer. */
const unsureMs = 2000;

/** The server takes names of this length in UTF-8 bytes. */
const maxNameBytes = 128;

/** @param {number} id @param {string} place @param {string} room @param {File} file */
export const newTransfer = (id, place, room, { name, size }) =>
  /** @type {Transfer} */ ({
    id,
    place,
    room,
    name: cleanName(name),
    size,
    status: "preparing",
    isWanted: false,
    path: "",
    sent: 0,
    tries: 0,
    reason: "",
    canRetry: false,
    isUnsure: false,
  });

/** @param {readonly Transfer[]} all @param {number} id @param {Partial<Transfer>} change */
export const changeTransfer = (all, id, change) =>
  all.map((one) => (one.id === id ? { ...one, ...change } : one));

/** @param {Transfer} one @param {number} size the file can be sent now */
export const prepared = (one, size) =>
  /** @type {Partial<Transfer>} */ ({ size, status: one.isWanted ? "queued" : "ready" });

/**
 * The user sends the files of a place.
 * @param {readonly Transfer[]} all @param {string} place @returns {Transfer[]}
 */
export const sendAll = (all, place) =>
  all.map((one) => {
    if (one.place !== place) return one;
    if (one.status === "ready") return { ...one, status: "queued" };
    return one.status === "preparing" ? { ...one, isWanted: true } : one;
  });

/** @param {readonly Transfer[]} all @param {string} place whether Enter has files to send */
export const hasUnsent = (all, place) =>
  all.some(
    (one) =>
      one.place === place &&
      (one.status === "ready" || (one.status === "preparing" && !one.isWanted)),
  );

/** The wait after an answer is over. @param {Transfer} one @returns {Partial<Transfer>} */
export const afterWait = ({ path }) => ({ status: path ? "sending" : "queued" });

/** @param {Transfer} one */
export const isActive = ({ status }) => ["asking", "sending", "waiting"].includes(status);

/**
 * The transfers that begin now.
 * @param {readonly Transfer[]} all @param {(place: string) => boolean} canSend
 */
export function nextTransfers(all, canSend) {
  const free = maxActive - all.filter(isActive).length;
  return all
    .filter(({ status, place }) => status === "queued" && canSend(place))
    .slice(0, Math.max(0, free));
}

/** @param {string} reason @returns {Partial<Transfer>} */
export const failed = (reason, canRetry = true, isUnsure = false) => ({
  status: "failed",
  reason,
  canRetry,
  isUnsure,
  path: "",
});

/** The user tries again. @returns {Partial<Transfer>} */
export const again = () => ({ status: "queued", reason: "", sent: 0, tries: 0, isUnsure: false });

/**
 * The connection of the chat was lost: an offer has no answer any more. An upload continues.
 * @param {readonly Transfer[]} all @returns {Transfer[]}
 */
export const withoutAnswers = (all) =>
  all.map((one) => (one.status === "asking" ? { ...one, status: "queued" } : one));

/**
 * What follows from the answer to an upload that did not succeed.
 * @param {Transfer} one @param {number} code of HTTP; 0: no answer
 * @param {number} seconds of Retry-After @param {string} text the sentence of the server
 * @returns {{ change: Partial<Transfer>, waitMs: number }}
 */
export function afterAnswer(one, code, seconds, text) {
  const tries = one.tries + 1;
  const isLast = tries >= maxTries;
  if ((code === 429 || code === 503) && !isLast) {
    const waitMs = Math.min(30, Math.max(1, seconds)) * 1000;
    return { change: { status: "waiting", tries, sent: 0 }, waitMs };
  }
  if (code === 0 && tries < maxLost) {
    const change = { status: /** @type {const} */ ("waiting"), isUnsure: true, path: "" };
    return { change: { ...change, tries, sent: 0 }, waitMs: unsureMs };
  }
  // The slot is gone, for example after a restart of the server.
  if (code === 404 && !isLast)
    return { change: { status: "queued", tries, sent: 0, path: "" }, waitMs: 0 };
  const reason =
    code === 0
      ? sentences.uploadLost
      : code === 413
        ? sentences.uploadTooLarge
        : isSentence(text)
          ? text.trim()
          : sentences.uploadFailed;
  return { change: { ...failed(reason, true, code === 0), tries }, waitMs: 0 };
}

/** A proxy answers with a page instead. @param {string} text */
const isSentence = (text) => /^[^<>]{3,300}$/.test(text.trim());

/**
 * Without those whose answer was lost, but whose file was shared.
 * @param {readonly Transfer[]} all @param {string} place @param {string} name @param {number} size
 */
export function withoutArrived(all, place, name, size) {
  const at = all.findIndex(
    (one) => one.isUnsure && one.place === place && one.name === name && one.size === size,
  );
  return at < 0 ? all : all.filter((_, i) => i !== at);
}

/**
 * A name that the server accepts: without a folder, short, with its end. Invisible characters and
 * those that file systems or shells treat in their own way become underscores.
 * @param {string} name
 */
export function cleanName(name) {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const visible = trimDots(last.replace(/[\p{C}\p{Zl}\p{Zp}:*?"<>|]/gu, "_"));
  const end = /\.[a-z0-9]{1,10}$/i.exec(visible)?.[0] ?? "";
  const bytes = new TextEncoder();
  const start = [...visible.slice(0, visible.length - end.length)];
  while (bytes.encode(start.join("") + end).length > maxNameBytes) start.pop();
  return trimDots(trimDots(start.join("")) + end) || "file";
}

/** @param {string} text */
const trimDots = (text) => text.replace(/^[. ]+|[. ]+$/g, "");
