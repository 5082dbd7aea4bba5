// @ts-check
// All texts of the page that people read, except those in index.html.

export const notConnected = "There is no connection. The message is sent when it is back.";
export const mayBeLost = "The connection was lost, and this message may not have arrived.";
export const connecting = "Connecting…";
export const unread = "unread";
export const forYou = "for you";
export const joinedWord = "joined";
export const leftWord = "left";
export const cameAndWent = "came and went";
export const unreadLine = "New messages";
export const retry = "Send again";
export const discard = "Discard";
export const today = "Today";
export const yesterday = "Yesterday";
export const conversationStart = "This is where the conversation begins.";
export const historyExpired = "Older messages are no longer kept.";
export const loadingOlder = "Loading older messages…";
export const privateHint = "A private conversation. The server keeps no message after its delivery.";
export const nothingFound = "Nothing found. Try other or fewer words.";
export const searching = "Searching…";
export const noRooms = "No room has a name like that. Press Enter to create it.";
export const nameInUse = "Your previous connection may still have your name. Trying again…";
export const noNotifications =
  "This browser shows notifications only over HTTPS. Ask the host to turn TLS on.";
export const notificationsBlocked =
  "Notifications are blocked. Allow them for this page in the browser's settings.";
export const logOut = "Log out";
export const reserveName = "Reserve my name";
export const passwordNeeded = "This server has a password.";

/** @param {string} text */
export const topicIs = (text) => (text ? `Topic: ${text}` : "There is no topic.");

/** @param {number} seconds */
export const offline = (seconds) =>
  seconds > 0
    ? `No connection. Next attempt in ${seconds} s. You can keep reading and writing.`
    : "No connection. Connecting…";

/** @param {number} count */
export const newMessages = (count) => (count === 1 ? "1 new message" : `${count} new messages`);

/** @param {number} count */
export const people = (count) => (count === 1 ? "1 person" : `${count} people`);

/** @param {number} shown @param {number} all */
export const morePeople = (shown, all) => `${shown} of ${all} people`;

/** @param {number} more */
export const andMore = (more) => ` and ${more} more`;

/** @param {string} name @param {string} newName */
export const renamed = (name, newName) => `${name} is now known as ${newName}`;

/** @param {string} name @param {string} topic */
export const topicSet = (name, topic) =>
  topic ? `${name} set the topic: ${topic}` : `${name} removed the topic`;

/** @param {string} place */
export const writeTo = (place) => `Message ${place}`;

/** @param {number} bytes @param {number} limit */
export const tooLong = (bytes, limit) =>
  `The message is ${bytes - limit} bytes too long (limit ${limit}). Send it in parts.`;

/** @param {number} left */
export const bytesLeft = (left) => (left >= 0 ? `${left} bytes left` : `${-left} bytes too long`);

/** @param {string} name @param {string} text */
export const spoken = (name, text) => `${name}: ${text}`;

/** @param {string} room @param {string} name */
export const alertTitle = (room, name) => (room ? `${name} in ${room}` : `${name} (private)`);

/** @param {string} room */
export const alertsFor = (room) => `Notifications in ${room}`;

/** @param {number} count */
export const hits = (count) => (count === 1 ? "1 message" : `${count} messages`);

/** @param {number} count */
export const severalMessages = (count) => `Enter sends ${count} messages, one for each line.`;

/** @param {string} me */
export const guest = (me) =>
  `You are ${me}, a guest. With a password of at least 8 bytes, nobody else can use this name.`;

/** @param {string} me */
export const loggedIn = (me) =>
  `You are logged in as ${me}. /help account lists what else you can do.`;
