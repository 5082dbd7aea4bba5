// @ts-check
// The input: drafts, history, completion, and the keys that send.
import { make } from "./draw.js";
import { complete, hasSecret, splitBlock } from "./text.js";

/**
 * @typedef {{
 *   form: HTMLFormElement, input: HTMLTextAreaElement, list: HTMLElement,
 *   send: (text: string) => boolean, words: () => import("./text.js").Words,
 *   sendFiles: () => boolean, changed: (text: string) => void,
 * }} ComposerOptions `send` returns false to keep the text; `sendFiles` false if there are none
 * @typedef {{ files: File[], hasFolder: boolean }} Chosen
 */

const maxHistory = 50;
const maxCandidates = 8;

/** @param {ComposerOptions} options */
export function createComposer({ form, input, list, send, sendFiles, words, changed }) {
  /** @type {string[]} */
  const history = [];
  let inHistory = 0;
  let unsent = "";
  /** @type {{ start: number, candidates: import("./text.js").Candidate[] }} */
  let found = { start: 0, candidates: [] };
  let selected = -1;
  /** @type {{ text: string, end: number } | null} */
  let completed = null;

  const resize = () => {
    // The form keeps its height meanwhile: a list that is higher for a moment loses its position.
    form.style.minHeight = `${form.offsetHeight}px`;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
    form.style.minHeight = "";
  };

  /** @param {string} text */
  const set = (text, cursor = text.length) => {
    input.value = text;
    input.setSelectionRange(cursor, cursor);
    hide();
    resize();
    changed(text);
  };

  const hide = () => {
    found = { start: 0, candidates: [] };
    selected = -1;
    list.hidden = true;
    input.removeAttribute("aria-activedescendant");
  };

  const drawList = () => {
    const all = found.candidates;
    list.hidden = all.length === 0;
    // A long list scrolls with the selection.
    const from = Math.max(0, Math.min(selected - maxCandidates + 1, all.length - maxCandidates));
    list.replaceChildren(
      ...all.slice(from, from + maxCandidates).map((one, i) => {
        const item = make("li", "", one.label);
        item.role = "option";
        item.id = `candidate-${from + i}`;
        item.ariaSelected = String(from + i === selected);
        if (one.hint) item.append(make("span", "muted", one.hint));
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          accept(from + i);
        });
        return item;
      }),
    );
    if (selected >= 0) input.setAttribute("aria-activedescendant", `candidate-${selected}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const offer = () => {
    const text = input.value;
    const cursor = input.selectionStart;
    const now = complete(text, cursor, words());
    const word = text.slice(now.start, cursor);
    // Without Tab only marked words are completed, so that ordinary text is not disturbed.
    const isMarked = /^[/@:]./.test(word) || (word === "/" && now.start === 0);
    const isDone = now.candidates.length === 1 && now.candidates[0]?.insert.trim() === word;
    if (!isMarked || isDone || cursor !== input.selectionEnd) return hide();
    [found, selected] = [now, -1];
    drawList();
  };

  /** @param {number} at */
  const accept = (at) => {
    const candidate = found.candidates[at];
    if (!candidate) return;
    const after = input.value.slice(input.selectionEnd);
    const text = input.value.slice(0, found.start) + candidate.insert;
    set(text + after, text.length);
  };

  /** @param {boolean} backwards @returns {boolean} false: nothing to complete */
  const step = (backwards) => {
    const isNext = completed && input.value === completed.text && found.candidates.length > 1;
    if (!isNext && list.hidden) {
      [found, selected] = [complete(input.value, input.selectionStart, words()), -1];
    }
    const all = found.candidates;
    if (all.length === 0 || input.value === "") return false;
    selected =
      (selected + (backwards ? all.length - 1 : 1) + (selected < 0 && backwards ? 1 : 0)) %
      all.length;
    const { start } = found;
    const end = isNext && completed ? completed.end : input.selectionEnd;
    const text = input.value.slice(0, start) + (all[selected]?.insert ?? "");
    input.value = text + input.value.slice(end);
    input.setSelectionRange(text.length, text.length);
    completed = { text: input.value, end: text.length };
    resize();
    changed(input.value);
    if (all.length > 1) drawList();
    else hide();
    return true;
  };

  /** @param {number} by */
  const recall = (by) => {
    if (inHistory === 0) unsent = input.value;
    const next = inHistory + by;
    if (next < 0 || next > history.length) return false;
    inHistory = next;
    set(next === 0 ? unsent : (history[history.length - next] ?? ""));
    return true;
  };

  const submit = () => {
    const text = input.value;
    if (text.trim() && !send(text)) return;
    // A command is no message that the files belong to.
    if (!/^\s*\/[^/]/.test(text)) sendFiles();
    if (!text.trim()) return;
    if (!hasSecret(text) && history.at(-1) !== text) history.push(text);
    if (history.length > maxHistory) history.shift();
    inHistory = 0;
    set("");
  };

  /** @param {KeyboardEvent} event */
  const press = (event) => {
    // While an input method composes, Enter and the arrows belong to it (229: Safari's last one).
    if (
      event.isComposing ||
      event.keyCode === 229 ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    )
      return;
    const isOpen = !list.hidden;
    const isFirstRow = !input.value.slice(0, input.selectionStart).includes("\n");
    const isLastRow = !input.value.slice(input.selectionEnd).includes("\n");
    let isDone = true;
    if (event.key === "Tab") {
      isDone = step(event.shiftKey);
    } else if (isOpen && event.key === "Escape") {
      hide();
    } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp") && !completed) {
      const count = found.candidates.length;
      selected =
        event.key === "ArrowDown"
          ? (selected + 1) % count
          : (Math.max(selected, 0) + count - 1) % count;
      drawList();
    } else if (event.key === "Enter" && !event.shiftKey) {
      if (isOpen && selected >= 0 && !completed) accept(selected);
      else submit();
    } else if (event.key === "ArrowUp" && isFirstRow) {
      isDone = recall(1);
    } else if (event.key === "ArrowDown" && isLastRow && inHistory > 0) {
      isDone = recall(-1);
    } else {
      isDone = false;
    }
    if (isDone) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (event.key !== "Tab" && event.key !== "Shift") completed = null;
  };

  input.addEventListener("keydown", press);
  input.addEventListener("input", () => {
    completed = null;
    inHistory = 0;
    resize();
    offer();
    changed(input.value);
  });
  input.addEventListener("blur", hide);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    input.focus();
  });

  return {
    set,
    focus: () => input.focus(),
    get text() {
      return input.value;
    },
    /** The number of messages that Enter would send. */
    get messages() {
      return splitBlock(input.value).length;
    },
  };
}

/**
 * The files of a paste or a drop. They have to be read before the event ends.
 * @param {DataTransfer | null} data @returns {Chosen}
 */
export function filesOf(data) {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === "file");
  const folders = items.filter((item) => item.webkitGetAsEntry?.()?.isDirectory);
  if (folders.length === 0) return { files: [...(data?.files ?? [])], hasFolder: false };
  const files = items.filter((item) => !folders.includes(item)).map((item) => item.getAsFile());
  return { files: files.filter((file) => file !== null), hasFolder: true };
}

/**
 * Office programs add a picture of the text that was copied: then the text is meant.
 * @param {DataTransfer | null} data
 */
const isFormattedText = (data) =>
  ["text/plain", "text/html"].every((type) => data?.types.includes(type));

/**
 * @typedef {{
 *   button: HTMLElement, picker: HTMLInputElement, target: HTMLElement, isOpen: () => boolean,
 *   chosen: (chosen: Chosen) => void,
 * }} PickerOptions `target` covers the conversation while files are dragged over the page;
 *   `isOpen`: whether a conversation is shown
 */

/** Files by paste, drop and button. @param {PickerOptions} options */
export function watchFiles({ button, picker, target, isOpen, chosen }) {
  button.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    chosen({ files: [...(picker.files ?? [])], hasFolder: false });
    // The same file can be chosen again.
    picker.value = "";
  });
  document.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    if (!isOpen() || !data?.files.length || isFormattedText(data)) return;
    event.preventDefault();
    chosen(filesOf(data));
  });
  /** @param {DragEvent} event */
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files") ?? false;
  for (const kind of /** @type {const} */ (["dragenter", "dragover"])) {
    document.addEventListener(kind, (event) => {
      if (!hasFiles(event)) return;
      // Otherwise the browser would open the file instead of the page.
      event.preventDefault();
      target.hidden = !isOpen();
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) target.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    target.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (isOpen()) chosen(filesOf(event.dataTransfer));
  });
}
