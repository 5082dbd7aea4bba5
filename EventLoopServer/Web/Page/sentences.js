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
export const privateHint =
  "A private conversation. The server keeps no message after its delivery.";
export const nothingFound = "Nothing found. Try other or fewer words.";
export const searching = "Searching…";
export const searchHint = "Narrow it with from:NAME, in:ROOM or before:2026-05-31.";
export const noRooms = "No room has a name like that. Press Enter to create it.";
export const nameInUse = "Your previous connection may still have your name. Trying again…";
export const noNotifications =
  "This browser shows notifications only over HTTPS. Ask the host to turn TLS on.";
export const notificationsBlocked =
  "Notifications are blocked. Allow them for this page in the browser's settings.";
export const logOut = "Log out";
export const reserveName = "Reserve my name";
export const passwordChanged = "Your password is changed. Other devices have to log in again.";
export const passwordNeeded = "This server has a password.";

/** @param {string} text */
export const topicIs = (text) => (text ? `Topic: ${text}` : "There is no topic.");

/** @param {number} seconds */
export const offline = (seconds) =>
  seconds > 0
    ? `No connection. Next attempt in ${seconds}\u00a0s. You can keep reading and writing.`
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

/** @param {string} name */
export const sharedFile = (name) => `File: ${name}`;

/** @param {string} name @param {string} sender */
export const enlarge = (name, sender) => `Enlarge the picture ${name} of ${sender}`;

/** @param {string} name */
export const download = (name) => `Download ${name}`;

export const fileGone = "This file has expired or was removed.";
export const fileNotLoaded = "The file could not be loaded. Check the connection, and try again.";

/** @param {number} bytes */
export const size = (bytes) =>
  bytes < 1024
    ? `${bytes} ${bytes === 1 ? "byte" : "bytes"}`
    : bytes < 1024 * 1023.95
      ? `${tenths(bytes / 1024)} KiB`
      : `${tenths(bytes / 1024 / 1024)} MiB`;

/** @param {number} number */
const tenths = (number) => number.toFixed(number < 99.95 ? 1 : 0);

/** Names of types that people know; of others, the part behind the slash. */
const typeNames = /** @type {Record<string, string>} */ ({
  "application/octet-stream": "file",
  "application/pdf": "PDF",
  "application/zip": "ZIP archive",
  "text/plain": "text",
});

/** @param {number} bytes @param {string} type */
export const fileFacts = (bytes, type) =>
  [size(bytes), typeNames[type] ?? type.split("/")[1]?.toUpperCase()].filter(Boolean).join(", ");

/** At most four letters for the symbol of a file. @param {string} name */
export const fileMark = (name) => /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase() ?? "FILE";

export const notLoaded = "The page could not load its part for files. Try again, or reload it.";
export const filesAreOff = "This server accepts no files. Share a link instead.";
export const filesNeedRoom = "Files can be shared in rooms only. Open a room first.";
export const noFolders = "A folder cannot be shared. Pack it into an archive first.";

/** @param {number} limit */
export const tooManyFiles = (limit) =>
  `At most ${limit} files can wait here. Send or remove some first.`;

/** @param {string} room */
export const dropHere = (room) => `Drop files here to share them in #${room}`;

export const fileReady = "Not shared yet. Press Enter or Send.";
export const filePreparing = "Preparing…";
export const fileWaiting = "Waiting…";
export const fileBusy = "The server is busy. The upload begins soon.";
export const fileAgain = "The connection was lost. The upload begins again soon.";

/** @param {number} sent @param {number} all */
export const sentOf = (sent, all) => `${size(sent)} of ${size(all)}`;

/** @param {string} room */
export const toRoom = (room) => `to #${room}`;

/** @param {string} name */
export const fileIsReady = (name) => `${name} is not shared yet. Press Enter to share it.`;

/** @param {string} name */
export const fileIsShared = (name) => `${name} is shared.`;

/** @param {string} name @param {string} reason */
export const fileFailed = (name, reason) => `${name} was not shared. ${reason}`;

/** @param {string} name */
export const cancelFile = (name) => `Do not share ${name}`;

/** @param {string} name */
export const retryFile = (name) => `Share ${name} again`;

export const remove = "Remove";
export const cancel = "Cancel";
export const tryAgain = "Try again";

export const photoFailed =
  "The photo cannot be opened, so the place in its data cannot be removed. Save it as PNG first.";
export const uploadLost = "The connection was lost during the upload. Try again.";
export const uploadTooLarge =
  "A proxy in front of the server refuses files of this size. Ask the host to raise its limit.";
export const uploadFailed = "The server did not accept the file. Try again later.";
export const fileUnreadable = "The file could not be read. Choose it again.";
