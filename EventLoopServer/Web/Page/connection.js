// @ts-check
// The connection: WebSocket, JSON, reconnection, and the requests without an answer. No DOM.

/**
 * @typedef {{ name: string, id?: number, members?: number, topic?: string, text?: string,
 *   number?: number }} Entry
 * @typedef {{
 *   kind: string, request?: number, sender?: number, time?: number, seq?: number, room?: string,
 *   name?: string, text?: string, before?: string, code?: string, advice?: string,
 *   incarnation?: string, next?: number, members?: number, topic?: string, current?: string,
 *   count?: number, entries?: Entry[], end?: string, reason?: string, emptyLines?: number,
 *   to?: string,
 *   maxText?: number, server?: string, capabilities?: string[], token?: string,
 *   lines?: ServerEvent[], asked?: Asked, isPast?: boolean, lastReceived?: number,
 *   number?: number, path?: string, size?: number, type?: string, width?: number, height?: number,
 * }} ServerEvent the fields of the JSON subprotocol (PROTOCOL.md); `lines` are those of a page,
 *   and `asked` is the request that an event answers
 * @typedef {{
 *   id?: number, verb: string, target?: string, text?: string, number?: number, count?: number,
 *   before?: number, place?: string, purpose?: string,
 * }} Asked a request; `place` and `purpose` are not sent
 */

/** The first wait before another attempt, and the longest one. */
const firstWaitMs = 500;
const maxWaitMs = 30_000;

/** After this time without a message the page sends a ping, and closes a dead connection. */
const silentMs = 30_000;
const deadMs = 45_000;

/**
 * The wait before an attempt. The random part keeps thousands of pages from returning at the same
 * moment after a restart of the server.
 * @param {number} attempt from 0 @param {number} random 0 to 1
 */
export const waitMs = (attempt, random) =>
  Math.min(maxWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + random / 2);

/** @param {Asked} request */
export function encode(request) {
  const { id, verb, target, text, number, count, before } = request;
  // The server finds the id of a message that is too long only at its beginning.
  return JSON.stringify({ verb, id, target, text, number, count, before });
}

/**
 * Reads messages, and collects the lines of a page into one event.
 * @param {(request: number) => Asked | undefined} take removes a request that is answered
 */
export function createDecoder(take) {
  /** @type {ServerEvent | null} */
  let page = null;
  /** @param {string} text @returns {ServerEvent | null} null: nothing is complete yet */
  return (text) => {
    /** @type {unknown} */
    let read;
    try {
      read = JSON.parse(text);
    } catch {
      return null;
    }
    if (typeof read !== "object" || read === null || !("kind" in read)) return null;
    const event = /** @type {ServerEvent} */ (read);
    if (page) {
      page.lines?.push({ ...event, isPast: true });
    } else if (event.kind === "past" || event.kind === "hits") {
      page = { ...event, lines: [] };
    }
    if (page) {
      if ((page.lines?.length ?? 0) < (page.count ?? 0)) return null;
      const whole = page;
      page = null;
      const asked = take(whole.request ?? 0);
      return asked ? { ...whole, asked } : whole;
    }
    // An event with a request id is no answer: the answer follows it.
    const asked = isAnswer(event.kind) ? take(event.request ?? 0) : undefined;
    return asked ? { ...event, asked } : event;
  };
}

/** @param {string} kind */
const isAnswer = (kind) =>
  ![
    "said",
    "acted",
    "topicSet",
    "entered",
    "departed",
    "renamed",
    "told",
    "shared",
    "kept",
    "welcome",
    "goodbye",
  ].includes(kind);

/**
 * @typedef {{
 *   url: string, protocols: string[], receive: (event: ServerEvent) => void,
 *   opening: () => void, lost: (waitMs: number) => void,
 *   lastTold: () => number,
 *   open?: (url: string, protocols: string[]) => WebSocket,
 * }} ConnectionOptions
 */

/** Keeps one connection open. @param {ConnectionOptions} options */
export function createConnection(options) {
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Map<number, Asked>} */
  const waiting = new Map();
  let attempt = 0;
  let nextId = 1;
  let lastAnswered = 0;
  let lastMessage = 0;
  let hasEnded = true;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retryTimer;
  const open = options.open ?? ((url, protocols) => new WebSocket(url, protocols));

  const connect = () => {
    clearTimeout(retryTimer);
    retryTimer = undefined;
    hasEnded = false;
    options.opening();
    const mine = open(options.url, options.protocols);
    socket = mine;
    lastMessage = Date.now();
    const decode = createDecoder((id) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      lastAnswered = Math.max(lastAnswered, id);
      return asked;
    });
    mine.onmessage = ({ data }) => {
      if (socket !== mine || typeof data !== "string") return;
      lastMessage = Date.now();
      const event = decode(data);
      if (event?.kind === "welcome") attempt = 0;
      if (event?.kind === "ping") request({ verb: "ping", number: options.lastTold() });
      else if (event) options.receive(event);
    };
    mine.onclose = () => lose(mine);
  };

  /** @param {WebSocket} mine */
  const lose = (mine) => {
    if (socket !== mine) return;
    socket = null;
    waiting.clear();
    if (hasEnded) return;
    const wait = waitMs(attempt++, Math.random());
    retryTimer = setTimeout(connect, wait);
    options.lost(wait);
  };

  /**
   * @param {Asked} asked with an id only if it is sent again
   * @returns {number} its id; 0: there is no connection
   */
  const request = (asked) => {
    if (socket?.readyState !== 1) return 0;
    const id = asked.id ?? nextId++;
    const sent = { ...asked, id };
    waiting.set(id, sent);
    socket.send(encode(sent));
    return id;
  };

  const checkLife = () => {
    if (!socket || socket.readyState !== 1) return;
    const silence = Date.now() - lastMessage;
    if (silence > deadMs) {
      const dead = socket;
      dead.close();
      // The close event of a dead connection can take a minute.
      lose(dead);
    } else if (silence > silentMs) {
      request({ verb: "ping", number: options.lastTold() });
    }
  };
  const timer = setInterval(checkLife, 5000);
  // In Node, the tests must be able to end.
  if (typeof timer === "object" && "unref" in timer) /** @type {any} */ (timer).unref();

  return {
    request,
    connect: () => {
      if (!socket) connect();
    },
    /** Connects at once if it waits for the next attempt. */
    retry: () => {
      if (retryTimer !== undefined) connect();
    },
    /** Ends the connection, without another attempt. */
    end: () => {
      hasEnded = true;
      clearTimeout(retryTimer);
      retryTimer = undefined;
      const mine = socket;
      socket = null;
      waiting.clear();
      mine?.close(1000);
    },
    /** The highest request with an answer. */
    get lastAnswered() {
      return lastAnswered;
    },
    isWaitingFor: (/** @type {(asked: Asked) => boolean} */ matches) =>
      [...waiting.values()].some(matches),
  };
}
