// @ts-check
// Notifications, sound, and the title and icon of the tab.

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
