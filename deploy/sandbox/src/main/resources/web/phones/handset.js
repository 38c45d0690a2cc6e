// One handset: the app of a person, with its list of chats and the switches of the phone.
import { html, nothing } from '../lit-html/lit-html.js';
import { api } from './api.js';
import { Chat } from './chat.js';
import { initial } from './content.js';
import { showForm } from './dialogs.js';
import { timeOf } from './formatting.js';
import { keyOf, split } from './store.js';

/** @import { Phone, Channel, Business } from './types.js' */
/** @import { Store } from './store.js' */

/** @type {Record<Channel, string>} */
export const APPS = { whatsapp: 'WhatsApp', viber: 'Viber', 'viber-partner': 'Viber Business', sms: 'Messages' };

const DAY = 24 * 3_600;
const READ_EVERY = 500;

/**
 * @typedef {object} HandsetHost
 * @property {(business: string | null) => void} choose opens a chat, or the list of chats
 * @property {() => void} close
 * @property {() => Business[]} businesses
 */

/** Draws a handset; keeps whether messages are read when they are shown. */
export class Handset {
  #store;
  #key;
  #host;
  #chat;
  #readsWhenShown = true;
  #isReading = false;

  /** @param {Store} store @param {string} key @param {HandsetHost} host */
  constructor(store, key, host) {
    this.#store = store;
    this.#key = key;
    this.#host = host;
    this.#chat = new Chat(store);
  }

  /** @returns {Phone} */
  get #phone() {
    const [channel, person] = split(this.#key);
    return this.#store.phone(this.#key) ?? { channel, person, manual: false, online: true, clockAheadSeconds: 0, waiting: 0, blocked: [], chats: [] };
  }

  /** @param {string | null} business */
  view(business) {
    const phone = this.#phone;
    if (business !== null) this.#readShown(phone, business);
    return html`<section class="handset ${phone.channel}" data-phone=${this.#key} aria-label=${`${APPS[phone.channel]} of ${phone.person}`}>
      <header class="bar">
        ${business === null ? html`<span class="app">${APPS[phone.channel]}</span>` : html`<button type="button" class="back" aria-label="Chats" @click=${() => this.#host.choose(null)}>‹</button>
          <span class="avatar" aria-hidden="true">${initial(business)}</span>`}
        <h2><bdi>${business ?? phone.person}</bdi>${business === null ? nothing : html`<small>${phone.person}</small>`}</h2>
        <button type="button" class="close" aria-label=${`Close the phone ${phone.person}`} @click=${this.#host.close}>×</button>
      </header>
      ${this.#switches(phone, business)}
      ${business === null ? this.#chats(phone) : this.#chat.view(phone, business)}
    </section>`;
  }

  /** @param {Phone} phone @param {string | null} business */
  #switches(phone, business) {
    const ahead = phone.clockAheadSeconds;
    return html`<details class="switches"><summary>${phone.online ? 'Online' : 'Offline'}${phone.manual ? ' · by hand' : ''}${ahead === 0 ? '' : ` · clock +${Math.round(ahead / 3_600)} h`}</summary>
      <div class="switch-list">
        ${checkbox('Online', phone.online, (online) => this.#operate({ online }))}
        ${phone.channel === 'sms' ? nothing : html`
          ${checkbox('Read by hand', phone.manual, (manual) => { this.#readsWhenShown = !manual; this.#operate({ manual }); })}
          ${phone.manual ? checkbox('Read when shown', this.#readsWhenShown, (reads) => { this.#readsWhenShown = reads; this.#store.changed(); }) : nothing}
          ${phone.manual && business !== null ? html`<button type="button" @click=${() => this.#store.attempt(() => api.read(phone, business))}>Mark as read</button>` : nothing}`}
        ${business === null ? nothing : checkbox('Blocked', phone.blocked.includes(business), (blocked) => this.#block(business, blocked))}
        <span class="clock"><button type="button" @click=${() => this.#operate({ clockAheadSeconds: ahead + 3_600 })}>Clock +1 h</button>
          <button type="button" @click=${() => this.#operate({ clockAheadSeconds: ahead + DAY })}>Clock +24 h</button>
          <button type="button" ?disabled=${ahead === 0} @click=${() => this.#operate({ clockAheadSeconds: 0 })}>Clock back</button></span>
      </div></details>`;
  }

  /** @param {object} switches */
  async #operate(switches) {
    const phone = await this.#store.attempt(() => api.operate(this.#phone, switches));
    if (phone !== undefined) this.#store.update(phone);
  }

  /** @param {string} business @param {boolean} blocked */
  async #block(business, blocked) {
    const phone = await this.#store.attempt(() => api.block(this.#phone, business, blocked));
    if (phone !== undefined) this.#store.update(phone);
  }

  /** A chat that is shown is read, unless the person reads by hand. @param {Phone} phone @param {string} business */
  #readShown(phone, business) {
    const unread = phone.chats.find((chat) => chat.business === business)?.unread ?? 0;
    if (unread === 0 || this.#isReading || document.hidden || (phone.manual && !this.#readsWhenShown)) return;
    this.#isReading = true;
    api.read(phone, business).catch(() => {});
    setTimeout(() => {
      this.#isReading = false;
      this.#store.changed();
    }, READ_EVERY);
  }

  /** @param {Phone} phone */
  #chats(phone) {
    return html`<div class="chats">
      ${phone.chats.map((chat) => html`<button type="button" class="chat-row" @click=${() => this.#host.choose(chat.business)}>
        <span class="avatar" aria-hidden="true">${initial(chat.business)}</span>
        <strong><bdi>${chat.business}</bdi></strong><time datetime=${chat.at}>${timeOf(chat.at)}</time>
        <span class="preview" dir="auto">${chat.typing ? 'typing…' : `${chat.fromPerson ? 'You: ' : ''}${chat.preview}`}</span>
        ${chat.unread > 0 ? html`<span class="unread" aria-label=${`${chat.unread} unread`}>${chat.unread}</span>` : nothing}
      </button>`)}
      ${phone.chats.length === 0 ? html`<p class="empty">No chats yet. Send a message to ${phone.person}, or begin a chat.</p>` : nothing}
      <button type="button" class="new-chat" @click=${() => this.#begin(phone)}>New chat</button>
    </div>`;
  }

  /** @param {Phone} phone */
  #begin(phone) {
    const known = this.#host.businesses().find((business) => business.channel === phone.channel);
    showForm('New chat', [{ name: 'business', label: phone.channel === 'sms' ? 'Number or sender' : 'Number or service', value: known?.business ?? '' }],
      ({ business }) => this.#host.choose(business.trim().replace(/^\+/, '')), 'Open');
  }

  get key() {
    return keyOf(this.#phone);
  }
}

/** @param {string} label @param {boolean} checked @param {(checked: boolean) => void} change */
function checkbox(label, checked, change) {
  return html`<label class="switch"><input type="checkbox" role="switch" .checked=${checked}
    @change=${(/** @type {Event} */ event) => change(/** @type {HTMLInputElement} */ (event.target).checked)}>${label}</label>`;
}
