// Images of Flows are in the JSON, in Base64 with or without a data URL before it. Nothing is loaded from a network.
import { h } from './dom.js';
import { MAX_IMAGE, textOf } from './limits.js';

const PREFIX = /^data:image\/(png|jpeg|jpg);base64,/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const PNG = 'iVBORw0KGgo';
const JPEG = '/9j/';

/** Returns the data URL of a PNG or JPEG image; null for anything else. */
export function imageSource(value) {
  if (typeof value !== 'string' || value.length > MAX_IMAGE) return null;
  const content = value.replace(PREFIX, '').replace(/\s+/g, '');
  if (!BASE64.test(content)) return null;
  if (content.startsWith(PNG)) return `data:image/png;base64,${content}`;
  return content.startsWith(JPEG) ? `data:image/jpeg;base64,${content}` : null;
}

/** Returns an image, or a box with the alternative text if the image cannot be shown. */
export function image(value, alternative, className) {
  const source = imageSource(value);
  const alt = textOf(alternative);
  if (source === null) {
    return h('div', { class: `${className} no-image`, role: 'img', 'aria-label': alt || 'Image' }, alt || 'Image');
  }
  const picture = h('img', { class: className, alt, decoding: 'async' });
  picture.addEventListener('error', () => picture.replaceWith(image('', alternative, className)), { once: true });
  picture.src = source;
  return picture;
}
