// Text as apps show it: WhatsApp's marks, links, and times. All of it becomes text nodes, never HTML.
import { html } from '../lit-html/lit-html.js';

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;
/** A mark encloses a text without spaces at its ends, and is not inside a word. */
const MARK = /(?<![\p{L}\p{N}])(```)([\s\S]+?)```|(?<![\p{L}\p{N}])([*_~])(\S(?:[^\n]*?\S)?)\3(?![\p{L}\p{N}])/u;
const MAX_DEPTH = 4;

/**
 * Returns a text with its links.
 *
 * @param {string} text
 */
export function linked(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(end, match.index), html`<a href=${match[0]} target="_blank" rel="noopener noreferrer">${match[0]}</a>`);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

/**
 * Returns a text with the marks of WhatsApp: *bold*, _italic_, ~struck~, ```monospaced```.
 *
 * @param {string} text
 * @param {number} [depth]
 * @returns {unknown[]}
 */
export function formatted(text, depth = 0) {
  const match = depth < MAX_DEPTH ? MARK.exec(text) : null;
  if (match === null) return linked(text);
  const content = match[2] ?? match[4];
  const inner = match[1] ? [content] : formatted(content, depth + 1);
  return [
    ...linked(text.slice(0, match.index)),
    marked(match[1] ?? match[3], inner),
    ...formatted(text.slice(match.index + match[0].length), depth),
  ];
}

/** @param {string} mark @param {unknown[]} inner */
function marked(mark, inner) {
  if (mark === '*') return html`<strong>${inner}</strong>`;
  if (mark === '_') return html`<em>${inner}</em>`;
  if (mark === '~') return html`<s>${inner}</s>`;
  return html`<code>${inner}</code>`;
}

/** Returns the first link of a text, for its preview. @param {string} text */
export function firstLink(text) {
  const match = text.match(LINK);
  return match === null ? null : match[0];
}

/** @param {string} url */
export function hostOf(url) {
  try {
    return new URL(url).host;
  } catch {
    return url.slice(0, 40);
  }
}

/** Whether a link may be opened: no script, no data. @param {string | undefined} url */
export function isWebLink(url) {
  return url !== undefined && /^https?:\/\//i.test(url);
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** @param {string} at */
export const timeOf = (at) => TIME.format(new Date(at));
