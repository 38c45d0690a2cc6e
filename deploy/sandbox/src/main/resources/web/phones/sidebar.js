// The list of persons by channel, and the form that adds one.
import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { APPS } from './handset.js';
import { keyOf } from './store.js';

/** @import { Phone, Channel } from './types.js' */

const CHANNELS = /** @type {Channel[]} */ (Object.keys(APPS));

/**
 * @typedef {object} SidebarHost
 * @property {Phone[]} phones
 * @property {Set<string>} open keys of the phones that are shown
 * @property {string} filter a channel, or empty
 * @property {(filter: string) => void} setFilter
 * @property {(key: string) => void} toggle
 * @property {(key: string) => void} add
 * @property {boolean} isShown on a narrow screen the list can be closed
 * @property {(isShown: boolean) => void} setShown
 */

/** @param {SidebarHost} host */
export function sidebar(host) {
  const shown = host.phones.filter((phone) => host.filter === '' || phone.channel === host.filter);
  return html`<nav class="sidebar" aria-label="Persons"><details .open=${host.isShown}
      @toggle=${(/** @type {Event} */ event) => host.setShown(/** @type {HTMLDetailsElement} */ (event.target).open)}>
    <summary>Persons</summary>
    <form class="add" @submit=${(/** @type {SubmitEvent} */ event) => add(event, host)}>
      <label>Channel<select name="channel">${CHANNELS.map((channel) => html`<option value=${channel}>${APPS[channel]}</option>`)}</select></label>
      <label>Phone or id<input name="person" required maxlength="140" placeholder="+49 170 1234567" autocomplete="off"></label>
      <button type="submit">Add a person</button>
    </form>
    <label class="filter">Show<select @change=${(/** @type {Event} */ event) => host.setFilter(/** @type {HTMLSelectElement} */ (event.target).value)}>
      <option value="" ?selected=${host.filter === ''}>All channels</option>
      ${CHANNELS.map((channel) => html`<option value=${channel} ?selected=${host.filter === channel}>${APPS[channel]}</option>`)}</select></label>
    <ul class="persons">${repeat(shown, keyOf, (phone) => person(phone, host))}</ul>
    ${shown.length === 0 ? html`<p class="empty">Persons appear here as soon as a message is sent to them.</p>` : nothing}
  </details></nav>`;
}

/** @param {Phone} phone @param {SidebarHost} host */
function person(phone, host) {
  const key = keyOf(phone);
  const unread = phone.chats.reduce((sum, chat) => sum + chat.unread, 0);
  return html`<li><button type="button" class="person ${phone.channel}" aria-pressed=${host.open.has(key) ? 'true' : 'false'} @click=${() => host.toggle(key)}>
    <span class="badge" aria-hidden="true"></span>
    <strong><bdi>${phone.person}</bdi></strong><span class="app-name">${APPS[phone.channel]}${phone.online ? '' : ' · offline'}</span>
    <span class="preview" dir="auto">${phone.chats[0]?.preview ?? ''}</span>
    ${unread > 0 ? html`<span class="unread" aria-label=${`${unread} unread`}>${unread}</span>` : nothing}
  </button></li>`;
}

/** @param {SubmitEvent} event @param {SidebarHost} host */
function add(event, host) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const data = new FormData(form);
  const person = String(data.get('person')).trim();
  const isPhone = /^\+?[\d ()/-]+$/.test(person);
  host.add(`${data.get('channel')}:${isPhone ? person.replace(/\D/g, '') : person}`);
  form.reset();
}
