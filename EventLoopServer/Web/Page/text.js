// @ts-check
// Rules for texts: markup, mentions, colours of names, typed lines and completion. No DOM.
// The markup rules are those of the terminal client: UnitTests/Web/Page/examples.json has
// examples that both are tested with.
import { commands, emoji } from "./words.js";

/**
 * @typedef {{ bold: boolean, italic: boolean, code: boolean }} Style
 * @typedef {Style & { text: string, link: string }} Span a piece of text in one style
 */

const openingBrackets = "([{\"'\u201C\u2018\u00AB";
const closingBrackets = ")]}\"'\u201D\u2019\u00BB";
const beforeOpening = openingBrackets + "\u00BF\u00A1\u2013\u2014";
const afterClosing = closingBrackets + ".,;:!?\u2026\u2013\u2014";
const plain = Object.freeze({ bold: false, italic: false, code: false });
const maxEmojiName = Math.max(...Object.keys(emoji).map((name) => name.length));

/** @param {string} c */
const isAlphanumeric = (c) => /[\p{L}\p{Nd}]/u.test(c);
/** @param {string} c */
const isSpace = (c) => /[\s\u0085]/.test(c);
/** @param {string} c */
const isSurrogate = (c) => c >= "\uD800" && c <= "\uDFFF";
/** @param {string} c */
const isPicture = (c) => isSurrogate(c) || (c >= "\u2190" && /\p{S}/u.test(c));
/** @param {string} c */
const isWord = (c) => isAlphanumeric(c) || isPicture(c);
/** @param {string} all @param {string | undefined} c */
const isOneOf = (all, c) => c !== undefined && c !== "" && all.includes(c);

/**
 * Splits a text into spans.
 * @param {string} text
 * @returns {Span[]}
 */
export function markup(text) {
  return parse(text, plain);
}

/**
 * @param {string} text @param {Style} style
 * @returns {Span[]}
 */
function parse(text, style) {
  /** @type {Span[]} */
  const all = [];
  // The next closing position of each mark. A new search for each opening mark would take
  // quadratic time for a text of only marks.
  /** @type {Record<string, number>} */
  const closes = {};
  let from = 0;
  let letters = "";
  let emojiEnd = -1;

  const flush = () => {
    if (letters) all.push({ ...style, text: letters, link: "" });
    letters = "";
  };
  /** @param {number} at */
  const closeOf = (at) => {
    const mark = text[at] ?? "";
    if ((closes[mark] ?? 0) > at + 1) return closes[mark] ?? 0;
    let i = at + 2;
    while (i < text.length && !(text[i] === mark && canClose(text, i))) {
      i += mark === "`" ? 1 : Math.max(1, linkLength(text, i));
    }
    return (closes[mark] = Math.min(i, text.length));
  };
  /** @param {number} at the length of a marked piece with its marks; 0: none begins here */
  const marked = (at) => {
    const mark = text[at];
    if (mark === ":") {
      const name = emojiAt(text, at, emojiEnd);
      if (!name) return 0;
      letters += emoji[name];
      emojiEnd = at + name.length + 2;
      return name.length + 2;
    }
    const isMark = mark === "`" || (mark === "*" && !style.bold) || (mark === "_" && !style.italic);
    if (!isMark || !canOpen(text, at)) return 0;
    const end = closeOf(at);
    if (end === text.length || !isPair(text, at, end)) return 0;
    flush();
    const inner = text.slice(at + 1, end);
    if (mark === "`") {
      all.push({ ...style, code: true, text: inner, link: "" });
    } else {
      all.push(
        ...parse(inner, mark === "*" ? { ...style, bold: true } : { ...style, italic: true }),
      );
    }
    return end + 1 - at;
  };

  while (from < text.length) {
    let used = linkLength(text, from);
    if (used > 0) {
      flush();
      const address = text.slice(from, from + used);
      const isSafe = /^[\x21-\x7E]+$/.test(address);
      all.push({ ...style, text: address, link: isSafe ? address : "" });
    } else {
      used = marked(from);
    }
    if (used === 0) {
      letters += text[from];
      used = 1;
    }
    from += used;
  }
  flush();
  return all;
}

/** @param {string} text @param {number} at */
const isAlone = (text, at) => text[at - 1] !== text[at] && text[at + 1] !== text[at];

/** @param {string} text @param {number} at @param {number} other */
const isOtherMark = (text, at, other) =>
  other >= 0 &&
  other < text.length &&
  text[other] !== text[at] &&
  isOneOf("*_`", text[other]) &&
  isAlone(text, other);

/** @param {string} text @param {number} at */
function canOpen(text, at) {
  if (!isAlone(text, at) || at + 1 === text.length) return false;
  const before = text[at - 1] ?? " ";
  if (text[at] === "`") return !isAlphanumeric(before) && !isSpace(text[at + 1] ?? "");
  const isFree =
    isSpace(before) ||
    isOneOf(beforeOpening, before) ||
    isPicture(before) ||
    isOtherMark(text, at, at - 1);
  if (!isFree) return false;
  const isNested = isOtherMark(text, at, at + 1) && at + 2 < text.length;
  const first = text[isNested ? at + 2 : at + 1] ?? "";
  return isWord(first) || first === ":" || isOneOf(openingBrackets, first);
}

/** @param {string} text @param {number} at */
function canClose(text, at) {
  if (!isAlone(text, at) || at === 0) return false;
  if (text[at] === "`") {
    const next = text[at + 1];
    return !isSpace(text[at - 1] ?? "") && (next === undefined || !isAlphanumeric(next));
  }
  if (!endsWord(text, at)) return false;
  const isNested = isOtherMark(text, at, at - 1) && at - 1 > 0;
  const last = text[isNested ? at - 2 : at - 1] ?? "";
  return (
    isWord(last) || last === ":" || isOneOf(closingBrackets, last) || isOneOf(".,!?\u2026", last)
  );
}

/** @param {string} text @param {number} at */
function endsWord(text, at) {
  const next = text[at + 1];
  if (next === undefined || isSpace(next) || isPicture(next)) return true;
  if (!isOneOf(afterClosing, next)) return isOtherMark(text, at, at + 1);
  const second = text[at + 2];
  return second === undefined || !isAlphanumeric(second);
}

/** @param {string} text @param {number} opening @param {number} closing */
function isPair(text, opening, closing) {
  const mark = text[opening] ?? "";
  if (mark === "`") return true;
  const piece = text.slice(opening + 1, closing);
  const bracket = openingBrackets.indexOf(piece[0] ?? "");
  if (bracket >= 0 && piece.at(-1) !== closingBrackets[bracket]) return false;
  // A single word that contains the mark is an identifier: _snake_case_.
  if (piece.includes(mark) && !piece.includes(" ") && !piece.includes("\t")) return false;
  let depth = 0;
  for (const c of piece) {
    depth += "([{".includes(c) ? 1 : ")]}".includes(c) ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** @param {string} text @param {number} at the name between the colons; empty: none */
function named(text, at) {
  const end = text.indexOf(":", at + 1);
  if (end < 0 || end - at - 1 > maxEmojiName) return "";
  const name = text.slice(at + 1, end);
  return Object.hasOwn(emoji, name) ? name : "";
}

/** @param {string} text @param {number} at @param {number} emojiEnd */
function emojiAt(text, at, emojiEnd) {
  const name = named(text, at);
  if (!name) return "";
  const before = text[at - 1];
  const isFree =
    before === undefined ||
    at === emojiEnd ||
    !(isAlphanumeric(before) || before === "_" || before === ":");
  const end = at + name.length + 2;
  const next = text[end];
  const ends =
    next === undefined || (next === ":" ? named(text, end) !== "" : !isAlphanumeric(next));
  return isFree && ends ? name : "";
}

/** @param {string} text @param {number} at */
function linkLength(text, at) {
  if (text[at] !== "h" || (at > 0 && isAlphanumeric(text[at - 1] ?? ""))) return 0;
  const scheme = ["https://", "http://"].find((one) => text.startsWith(one, at));
  if (!scheme) return 0;
  let end = at;
  while (end < text.length && text[end] !== " " && text[end] !== "\t") end++;
  while (
    end > at &&
    (isOneOf(".,;:!?'\">*`", text[end - 1]) ||
      (text[end - 1] === ")" && !text.slice(at, end).includes("(")))
  )
    end--;
  return end - at > scheme.length ? end - at : 0;
}

/**
 * The position of a name as a word of its own, in any case; -1: not found.
 * @param {string} text @param {string} name
 */
export function findMention(text, name, from = 0) {
  const [all, word] = [text.toLowerCase(), name.toLowerCase()];
  // A few characters change their length in lower case: positions would not match then.
  if (!word || all.length !== text.length) return -1;
  for (let at = all.indexOf(word, from); at >= 0; at = all.indexOf(word, at + 1)) {
    if (!continues(text, at - 1) && !continues(text, at + word.length)) return at;
  }
  return -1;
}

/**
 * Scripts that are written without spaces, or with endings on the word: a name may touch them.
 * Thai, Lao, Myanmar, Khmer, kana, Han, Hangul, and halfwidth kana.
 */
const unspaced =
  /^[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF66-\uFF9D\u{20000}-\u{3FFFF}]$/u;

/**
 * True for a character that makes the name a part of another one.
 * @param {string} text @param {number} at
 */
function continues(text, at) {
  const c = text[at];
  if (at < 0 || c === undefined) return false;
  if (!isSurrogate(c)) return (isAlphanumeric(c) && !unspaced.test(c)) || c === "_";
  const rune = String.fromCodePoint(text.codePointAt(c >= "\uDC00" ? at - 1 : at) ?? 0);
  return rune.length === 1 || (isAlphanumeric(rune) && !unspaced.test(rune));
}

/**
 * One of sixteen colours for a name, always the same (FNV-1a of its UTF-8 bytes).
 * @param {string} name
 */
export function colourOf(name) {
  let hash = 2166136261;
  for (const byte of new TextEncoder().encode(name.toLowerCase())) {
    hash = Math.imul(hash ^ byte, 16777619);
  }
  return (hash >>> 0) % 16;
}

/**
 * Without more than four marks on one letter, which would cover the lines around it.
 * @param {string} text
 */
export const limitMarks = (text) =>
  text.replace(/([\u0300-\u036F\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu, "$1");

/** @param {string} text its length on the wire */
export const byteLength = (text) => new TextEncoder().encode(text).length;

/**
 * The lines of a typed or pasted text: each becomes a message with the number of empty lines
 * above it, at most 2.
 * @param {string} text
 */
export function splitBlock(text) {
  /** @type {{ text: string, emptyLines: number }[]} */
  const lines = [];
  let empty = 0;
  for (const line of text.split("\n")) {
    if (line.trim()) {
      lines.push({ text: line, emptyLines: lines.length ? Math.min(empty, 2) : 0 });
      empty = 0;
    } else {
      empty++;
    }
  }
  return lines;
}

/**
 * @typedef {{ verb: string, target: string, text: string }} Typed
 */

/**
 * The meaning of one typed line. The server reads all commands that are not listed here.
 * @param {string} line
 * @returns {Typed} the verb `say` has no target: the shown place has it
 */
export function readLine(line) {
  const visible = line.trimStart();
  if (visible.startsWith("//")) return { verb: "say", target: "", text: visible.slice(1) };
  const tell = /^(?:@|\/(?:msg|tell)[ \t]+)([^\s:,]+)[:,]?[ \t]([^]*\S[^]*)$/i.exec(visible);
  if (tell) return { verb: "tell", target: tell[1] ?? "", text: tell[2] ?? "" };
  const me = /^\/me[ \t]([^]*\S[^]*)$/i.exec(visible);
  if (me) return { verb: "me", target: "", text: me[1] ?? "" };
  const own = /^\/(join|leave|part|quit|exit|search|send|nick|name)(?:[ \t]+([^]*))?$/i.exec(
    visible,
  );
  const same = { part: "leave", exit: "quit", name: "rename", nick: "rename" };
  if (own) {
    const word = (own[1] ?? "").toLowerCase();
    const verb = Object.hasOwn(same, word) ? same[/** @type {keyof typeof same} */ (word)] : word;
    return { verb, target: (own[2] ?? "").trim(), text: "" };
  }
  return { verb: visible.startsWith("/") ? "line" : "say", target: "", text: line };
}

/**
 * True for a line that may have a password: it is not remembered. A mistyped word counts too.
 * @param {string} line
 */
export const hasSecret = (line) =>
  /^\s*\/+(?:pas|oper|opr|login|logn|(?:un)?regis)[a-z]*(?:\s|$)/i.test(line);

/**
 * @typedef {{ names: readonly string[], rooms: readonly string[] }} Words names: the latest
 *   speaker first
 * @typedef {{ insert: string, label: string, hint: string }} Candidate
 */

/**
 * Completes the word before the cursor, as the terminal client does: a command at the start, a
 * room after a command that has one, elsewhere a name or else a room. Also emoji.
 * @param {string} text @param {number} cursor @param {Words} words
 * @returns {{ start: number, candidates: Candidate[] }} start: where the word begins
 */
export function complete(text, cursor, words) {
  let start = cursor;
  while (start > 0 && !" \t\n".includes(text[start - 1] ?? "")) start--;
  const word = text.slice(start, cursor);
  const before = text.slice(0, start);
  return { start, candidates: candidates(before, word, words) };
}

/**
 * @param {string} before @param {string} word @param {Words} words
 * @returns {Candidate[]}
 */
function candidates(before, word, words) {
  const isFirst = before === "";
  /** @param {readonly string[]} all @param {string} beginning */
  const beginning = (all, beginning) =>
    all.filter((one) => one.toLowerCase().startsWith(beginning.toLowerCase()));
  /** @param {string} insert */
  const simple = (insert) => ({ insert, label: insert.trimEnd(), hint: "" });

  if (isFirst && word.startsWith("/")) {
    const rows = commands
      .flatMap((row) => row.words.map((name) => ({ name, row })))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const fitting = new Set(
      beginning(
        rows.map(({ name }) => name),
        word.slice(1),
      ),
    );
    return rows
      .filter(({ name }) => fitting.has(name))
      .map(({ name, row }) => ({
        insert: `/${name} `,
        label: row.usage.replace(/^\S+/, `/${name}`),
        hint: row.help,
      }));
  }
  if (word.startsWith("@")) {
    return beginning(words.names, word.slice(1)).map((name) => simple(`@${name} `));
  }
  const pictures = /^:([a-z0-9_+-]{2,})$/.exec(word);
  if (pictures) {
    return beginning(Object.keys(emoji), pictures[1] ?? "")
      .slice(0, 30)
      .map((name) => ({
        insert: `${emoji[name]} `,
        label: `${emoji[name]}  :${name}:`,
        hint: "",
      }));
  }
  const command = /^\/(\S+) *$/.exec(before.trimEnd());
  if (
    command &&
    commands.some((row) => row.takesRoom && row.words.includes((command[1] ?? "").toLowerCase()))
  ) {
    return beginning(words.rooms, word).map(simple);
  }
  const names = beginning(words.names, word).map((name) => simple(name + (isFirst ? ": " : " ")));
  return names.length > 0 || word === ""
    ? names
    : beginning(words.rooms, word).map((room) => simple(`${room} `));
}
