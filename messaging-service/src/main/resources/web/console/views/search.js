// Search over messages: every condition is a parameter of the URL.
import { html, nothing } from '../../lit-html/lit-html.js';
import { chip, excerpt, foreign, table, time } from '../elements.js';
import { loading } from '../loading.js';
import { go, link } from '../router.js';
import { conversationLink, messageLink } from './messages.js';

const STATUSES = ['accepted', 'dispatched', 'delivered', 'seen', 'channelFailed', 'failed', 'deleted'];
const CHANNELS = ['whatsapp', 'viber', 'sms'];

/** @typedef {{ name: string, label: string, operator?: boolean, type?: string, choices?: string[], hint?: string, max?: number }} Field */

/** @type {Field[]} */
const FIELDS = [
  { name: 'messageId', label: 'Message id', operator: true, hint: "ours or the network's", max: 256 },
  { name: 'to', label: 'To', hint: 'number or id', max: 64 },
  { name: 'from', label: 'From', hint: 'number, service or name', max: 64 },
  { name: 'channel', label: 'Channel', choices: CHANNELS },
  { name: 'direction', label: 'Direction', choices: ['outbound', 'inbound'] },
  { name: 'status', label: 'Status', choices: STATUSES },
  { name: 'errorCode', label: 'Error code', operator: true, hint: 'conversations::error::expired', max: 200 },
  { name: 'context', label: 'Context', max: 125 },
  { name: 'text', label: 'Text', operator: true, hint: 'part of the content', max: 200 },
  { name: 'accountId', label: 'Account id', operator: true, max: 36 },
  { name: 'since', label: 'Since', type: 'datetime-local' },
  { name: 'until', label: 'Until', type: 'datetime-local' },
];

const PAGING = ['cursor', 'page', 'size', 'order'];

/**
 * @param {import('../page.js').Context} context
 * @param {string[]} path
 * @param {URLSearchParams} query
 */
export function view({ api, update }, path, query) {
  const operator = api.session.operator;
  const fields = FIELDS.filter((field) => operator || !field.operator);
  const found = loading(() => api.page('/messages', parameters(query, fields)), update);

  /** @param {SubmitEvent} event */
  function search(event) {
    event.preventDefault();
    const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const next = Object.fromEntries([...given].map(([name, value]) => [name, inUrl(name, String(value).trim())]));
    const url = link(['messages'], next);
    if (url === location.hash) found.reload();
    else go(url);
  }

  return {
    title: 'Search',
    template: () => html`
      <div class="stack">
        <h1>Messages</h1>
        <form class="panel stack" role="search" @submit=${search}>
          <div class="fields">${fields.map((field) => input(field, query))}</div>
          <div class="actions">
            <button class="primary">Search</button>
            <a class="button" href="#/messages">Clear</a>
            ${found.busy ? html`<span class="muted" role="status">Searching…</span>` : nothing}
          </div>
        </form>
        ${found.show((page) => results(page, operator, query))}
      </div>`,
  };
}

/**
 * @param {import('../api.js').Page<any>} page
 * @param {boolean} operator
 * @param {URLSearchParams} query
 */
function results(page, operator, query) {
  const more = page.next ? link(['messages'], following(page.next)) : null;
  return html`
    ${table('Messages', ['Time', ...(operator ? ['Account'] : []), 'Channel', 'From', 'To', 'Content', 'Status', ''],
    page.items.map((message) => row(message, operator)), more ? 'No match on this page; there are more messages.' : 'No message matches.')}
    <nav class="actions" aria-label="Pages">
      ${query.has('cursor') ? html`<a class="button" href=${link(['messages'], without(query, PAGING))}>First page</a>` : nothing}
      ${more ? html`<a class="button" href=${more}>Next page</a>` : nothing}
    </nav>`;
}

/** @param {any} message @param {boolean} operator */
function row(message, operator) {
  return html`
    <tr>
      <td><a href=${messageLink(message)}>${time(message.timestamp)}</a></td>
      ${operator ? html`<td><a href=${link(['accounts', message.accountId])}>${foreign(message.accountName ?? message.accountId)}</a></td>` : nothing}
      <td>${message.channel} <span class="muted">${message.direction === 'inbound' ? '← in' : '→ out'}</span></td>
      <td>${foreign(message.from)}</td>
      <td>${foreign(message.to)}</td>
      <td class="content"><span class="excerpt">${message.content ? foreign(excerpt(message.content)) : html`<span class="muted">deleted</span>`}</span></td>
      <td>${chip(message.status)} ${message.details ? html`<code>${message.details.code}</code>` : nothing}</td>
      <td><a href=${conversationLink(message)}>Conversation</a></td>
    </tr>`;
}

/** @param {Field} field @param {URLSearchParams} query */
function input(field, query) {
  const value = inForm(field, query.get(field.name) ?? '');
  if (field.choices) {
    return html`<label>${field.label}
      <select name=${field.name}>
        <option value="">any</option>
        ${field.choices.map((one) => html`<option ?selected=${one === value}>${one}</option>`)}
      </select></label>`;
  }
  return html`<label>${field.label}
    <input name=${field.name} type=${field.type ?? 'text'} .value=${value} placeholder=${field.hint ?? nothing} maxlength=${field.max ?? nothing}
      step=${field.type ? '1' : nothing} dir="auto" autocomplete="off" spellcheck="false"></label>`;
}

/** Times are UTC in the URL and local in the form. @param {string} name @param {string} value */
const inUrl = (name, value) => (value && (name === 'since' || name === 'until') ? new Date(value).toISOString() : value);

/** @param {Field} field @param {string} value */
function inForm(field, value) {
  const at = field.type && value ? new Date(value) : null;
  if (!at || Number.isNaN(at.getTime())) return field.type ? '' : value;
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** @param {URLSearchParams} query @param {Field[]} fields */
const parameters = (query, fields) => new URLSearchParams([...query].filter(([name, value]) => value !== ''
  && (PAGING.includes(name) || fields.some((field) => field.name === name))));

/** The parameters of another page. @param {URLSearchParams} next */
const following = (next) => new URLSearchParams([...next]);

/** @param {URLSearchParams} query @param {string[]} names */
const without = (query, names) => new URLSearchParams([...query].filter(([name]) => !names.includes(name)));
