// @ts-check
// Removes the metadata of photos: the place, the time and the camera. Loaded with the first file.

/** Better qualities first. */
const qualities = [0.92, 0.85, 0.75];

/** Larger photos are reduced: a canvas of Safari on a phone has no more pixels. */
const maxPixels = 4096 * 4096;

/** @param {Uint8Array} bytes the first bytes of a file, whose name may say something else */
export const isJpeg = (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/**
 * A JPEG photo is drawn and encoded again: only what can be seen is kept, also in parts of the file
 * that this page does not know. It keeps its orientation. Other files are returned unchanged.
 * @param {Blob} file @returns {Promise<Blob>}
 * @throws if the photo cannot be decoded
 */
export async function withoutMetadata(file) {
  if (!isJpeg(new Uint8Array(await file.slice(0, 3).arrayBuffer()))) return file;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, Math.sqrt(maxPixels / (picture.width * picture.height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(picture.width * scale));
  canvas.height = Math.max(1, Math.floor(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("There is no canvas.");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  /** @type {Blob | null} */
  let encoded = null;
  for (const quality of qualities) {
    encoded = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    // A photo that was compressed more does not need to become larger.
    if (encoded && encoded.size <= file.size) break;
  }
  canvas.width = canvas.height = 0;
  if (!encoded) throw new Error("The photo is too large for a canvas.");
  return encoded;
}
