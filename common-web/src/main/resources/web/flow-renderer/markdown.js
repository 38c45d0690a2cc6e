// The part of Markdown that Flows have, as elements: bold, italic, strikethrough, links and lists; in RichText also headings,
// tables and images. Links lead to https only.
import { h } from './dom.js';
import { image } from './images.js';
import { itemsOf, textOf } from './limits.js';
import { httpsUrl } from './links.js';

const MAX_NESTING = 6;
const MAX_CELLS = 30;
/** Maximum number of elements of one text; the rest of a text with more is shown as it is. */
const MAX_ELEMENTS = 2_000;
const MARKS = [['**', 'strong'], ['__', 'strong'], ['~~', 's'], ['*', 'em'], ['_', 'em']];
const HEADING = /^(#{1,6})\s+(.*)$/;
const BULLET = /^\s*[-+*]\s+(.*)$/;
const NUMBERED = /^\s*\d{1,9}[.)]\s+(.*)$/;
const ROW = /^\s*\|(.*)\|\s*$/;
const SEPARATOR = /^[\s|:-]+$/;

/** Lines of a property that is a text or an array of texts. */
export function linesOf(value) {
  const text = Array.isArray(value) ? itemsOf(value).map(textOf).join('\n') : textOf(value);
  return textOf(text).split(/\r?\n/);
}

/**
 * Returns the elements of a text.
 *
 * @param {string[]} lines
 * @param {{rich: boolean}} options rich: with headings, tables and images
 */
export function markdown(lines, { rich }) {
  const state = { rich, left: MAX_ELEMENTS };
  const blocks = [];
  let at = 0;
  while (at < lines.length && state.left > 0) {
    const [node, used] = block(lines, at, state);
    if (node !== null) blocks.push(node);
    at += used;
  }
  return at < lines.length ? [...blocks, lines.slice(at).join('\n')] : blocks;
}

function block(lines, at, state) {
  const { rich } = state;
  const line = lines[at];
  if (line.trim() === '') return [null, 1];
  const heading = rich && HEADING.exec(line);
  if (heading) {
    state.left--;
    return [h(`h${Math.min(heading[1].length + 1, 6)}`, {}, ...inline(heading[2], state)), 1];
  }
  if (rich && ROW.test(line)) return table(lines, at, state);
  for (const [tag, pattern] of [['ul', BULLET], ['ol', NUMBERED]]) {
    if (pattern.test(line)) return list(tag, pattern, lines, at, state);
  }
  return paragraph(lines, at, state);
}

function count(lines, at, condition) {
  let used = 0;
  while (at + used < lines.length && condition(lines[at + used])) used++;
  return used;
}

function list(tag, pattern, lines, at, state) {
  const used = Math.min(count(lines, at, (line) => pattern.test(line)), state.left + 1);
  state.left -= used;
  const items = lines.slice(at, at + used).map((line) => h('li', {}, ...inline(pattern.exec(line)[1], state)));
  return [h(tag, {}, ...items), used];
}

function paragraph(lines, at, state) {
  const { rich } = state;
  const isText = (line) => line.trim() !== '' && !BULLET.test(line) && !NUMBERED.test(line)
    && !(rich && (HEADING.test(line) || ROW.test(line)));
  const used = Math.max(1, Math.min(count(lines, at, isText), state.left + 1));
  state.left -= used;
  const content = lines.slice(at, at + used).flatMap((line, index) =>
    index === 0 ? inline(line, state) : [h('br'), ...inline(line, state)]);
  return [h('p', {}, ...content), used];
}

function table(lines, at, state) {
  const rows = [];
  while (at + rows.length < lines.length && state.left > 0 && ROW.test(lines[at + rows.length])) {
    const cells = ROW.exec(lines[at + rows.length])[1].split('|').slice(0, MAX_CELLS);
    state.left -= cells.length;
    rows.push(cells);
  }
  const hasHead = rows.length > 1 && SEPARATOR.test(rows[1].join('|'));
  const row = (tag, cells) => h('tr', {}, ...cells.map((cell) => h(tag, {}, ...inline(cell.trim(), state))));
  const body = rows.slice(hasHead ? 2 : 0).map((cells) => row('td', cells));
  const head = hasHead ? h('thead', {}, row('th', rows[0])) : null;
  const content = h('table', {}, head, h('tbody', {}, ...body));
  return [h('div', { class: 'table', tabindex: '0', role: 'region', 'aria-label': 'Table' }, content), rows.length];
}

/** Nodes of the text of one line. */
function inline(text, state, depth = 0) {
  const nodes = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = depth < MAX_NESTING && state.left > 0 ? span(text, at, state, depth) : null;
    if (found === null) {
      if (text[at] === '\\' && /[\\*_~[\]!#|`-]/.test(text[at + 1] ?? '')) at++;
      plain += text[at++] ?? '';
    } else {
      if (plain !== '') nodes.push(plain);
      plain = '';
      state.left--;
      nodes.push(found.node);
      at = found.end;
    }
  }
  if (plain !== '') nodes.push(plain);
  return nodes;
}

function span(text, at, state, depth) {
  return (state.rich ? picture(text, at) : null) ?? link(text, at, state, depth) ?? marked(text, at, state, depth);
}

function marked(text, at, state, depth) {
  for (const [mark, tag] of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const end = text.indexOf(mark, at + mark.length);
    const inner = end < 0 ? '' : text.slice(at + mark.length, end);
    if (inner.trim() !== '' && inner === inner.trim()) {
      return { node: h(tag, {}, ...inline(inner, state, depth + 1)), end: end + mark.length };
    }
  }
  return null;
}

function target(text, at) {
  const close = text[at] === '[' ? text.indexOf('](', at) : -1;
  const end = close < 0 ? -1 : text.indexOf(')', close);
  return end < 0 ? null : { label: text.slice(at + 1, close), url: text.slice(close + 2, end).trim(), end: end + 1 };
}

function link(text, at, state, depth) {
  const found = target(text, at);
  if (found === null) return null;
  const url = httpsUrl(found.url);
  const label = inline(found.label, { ...state, rich: false }, depth + 1);
  const node = url === null
    ? h('span', { class: 'broken-link', title: 'Not an https link' }, ...label)
    : h('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...label);
  return { node, end: found.end };
}

function picture(text, at) {
  const found = text[at] === '!' ? target(text, at + 1) : null;
  return found && { node: image(found.url, found.label, 'picture'), end: found.end };
}
