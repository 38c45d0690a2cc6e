// Small parts of the views. Text of others is always a text node, isolated in its direction.
import { html, nothing } from '../lit-html/lit-html.js';
import { dateTime, relative } from '../page/format.js';

/** Text that somebody else wrote. @param {unknown} text */
export const foreign = (text) => (text === undefined || text === null || text === '' ? nothing : html`<bdi class="foreign" dir="auto">${String(text)}</bdi>`);

/** A time with the one relative to now. @param {string | undefined} at */
export const time = (at) => (at ? html`<time datetime=${at} title=${dateTime(at)}>${relative(at)}</time>` : nothing);

/** A time to the millisecond. @param {string | undefined} at */
export const exactTime = (at) => (at ? html`<time datetime=${at} title=${relative(at)}>${dateTime(at)}</time>` : nothing);

/** @type {Record<string, string>} */
const KINDS = {
  delivered: 'good', seen: 'good', APPROVED: 'good', PUBLISHED: 'good', ok: 'good', accepted: 'muted', dispatched: 'muted',
  failed: 'error', channelFailed: 'error', rejected: 'error', exhausted: 'error', REJECTED: 'error', SUBMIT_FAILED: 'error', BLOCKED: 'error',
  suspended: 'warning', pending: 'warning', deferred: 'warning', throttled: 'warning', inDoubt: 'warning', PENDING: 'warning', PAUSED: 'warning',
};

/** How a state is coloured; its name is always written as well. @param {string} state */
export const kindOf = (state) => KINDS[state] ?? 'muted';

/** @param {string | undefined} state */
export const chip = (state) => (state ? html`<span class="chip ${kindOf(state)}">${state}</span>` : nothing);

/** @param {Error & { status?: number, violations?: { field: string, message: string }[] }} error */
export const problem = (error) => html`
  <div class="notice error" role="alert">
    ${foreign(error.message)}
    ${error.violations?.length ? html`<ul>${error.violations.map((one) => html`<li>${foreign(`${one.field} ${one.message}`)}</li>`)}</ul>` : nothing}
  </div>`;

/** Pairs of a name and a value; those without a value are left out. @param {[string, unknown][]} pairs */
export const facts = (pairs) => html`
  <dl class="facts">${pairs.filter(([, value]) => value !== undefined && value !== null && value !== nothing && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/**
 * A table that scrolls in a box of its own.
 * @param {string} name for screen readers
 * @param {(string | { name: string, number?: boolean })[]} columns
 * @param {unknown[]} rows
 * @param {string} [empty]
 */
export const table = (name, columns, rows, empty = 'Nothing found.') => (rows.length === 0
  ? html`<p class="muted">${empty}</p>`
  : html`
    <div class="scroll" role="region" aria-label=${name} tabindex="0">
      <table>
        <caption class="visually-hidden">${name}</caption>
        <thead><tr>${columns.map((one) => (typeof one === 'string'
    ? html`<th scope="col">${one}</th>`
    : html`<th scope="col" class=${one.number ? 'number' : ''}>${one.name}</th>`))}</tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </div>`);

/** JSON for reading. @param {unknown} value */
export const json = (value) => html`<pre class="foreign" dir="auto" tabindex="0">${JSON.stringify(value, null, 2)}</pre>`;

/** Text that may be JSON. @param {string | undefined} text */
export function body(text) {
  if (!text) return nothing;
  try {
    return json(JSON.parse(text));
  } catch {
    return html`<pre class="foreign" dir="auto" tabindex="0">${text}</pre>`;
  }
}

/** The first text in a content, for lists. @param {any} content */
export function excerpt(content) {
  if (!content) return '';
  const found = content.text?.body ?? content.text ?? content.template?.templateId ?? content.body ?? content.caption
    ?? content.interactive?.body?.text ?? content.reaction?.emoji ?? content.fileName;
  const kind = content.contentType ?? content.type ?? '';
  return typeof found === 'string' ? found : kind;
}
