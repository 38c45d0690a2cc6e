// One chat of a phone: what the person sees and does.
import { html, nothing } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { api } from './api.js';
import { composer } from './composer.js';
import { actionsContent } from './content.js';
import { showForm, showList, showMenu } from './dialogs.js';
import { showFlow } from './flow-dialog.js';
import { messageBubble } from './message.js';
import { isAtEnd } from './scrolling.js';
import { keyOf } from './store.js';

/** @import { Phone, Message, Action } from './types.js' */
/** @import { Store } from './store.js' */

/** Earlier messages are loaded when a person has scrolled up to this distance from the first one. */
const NEAR_START = 60;

/** The address forms of the countries in which WhatsApp asks for addresses. */
const ADDRESS_FIELDS = [
  { name: 'name', label: 'Name' }, { name: 'phone_number', label: 'Phone' }, { name: 'address', label: 'Address' },
  { name: 'city', label: 'City', required: false }, { name: 'state', label: 'State', required: false },
  { name: 'in_pin_code', label: 'PIN or post code' },
];

/** Draws a chat, and remembers what it quotes or edits. */
export class Chat {
  /** @type {Store} */
  #store;
  /** @type {Message | null} */
  #quoted = null;
  /** @type {Message | null} */
  #edited = null;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** @param {Phone} phone @param {string} business */
  view(phone, business) {
    const chat = this.#store.chat(keyOf(phone), business);
    const { messages } = chat;
    const byId = new Map(messages.map((message) => [message.id, message]));
    const host = {
      channel: phone.channel,
      find: (/** @type {string} */ id) => byId.get(id),
      tap: (/** @type {Message} */ message, /** @type {Action} */ action) => this.#tap(phone, business, message, action),
      openList: (/** @type {Message} */ message) => showList(message, (action) => this.#tap(phone, business, message, action)),
      openMenu: (/** @type {Message} */ message) => this.#menu(phone, business, message),
    };
    const loadEarlier = () => this.#store.loadEarlier(keyOf(phone), business);
    return html`<div class="messages" role="log" aria-live=${chat.isReadingEarlier ? 'off' : 'polite'} aria-label=${`Chat with ${business}`} tabindex="0"
        @scroll=${(/** @type {Event} */ event) => this.#scrolled(/** @type {Element} */ (event.currentTarget), phone, business)}>
      ${chat.hasEarlier ? html`<button type="button" class="earlier" ?disabled=${chat.isLoading} @click=${loadEarlier}>${chat.isLoading ? 'Loading…' : 'Earlier messages'}</button>` : nothing}
      ${repeat(messages, (message) => message.id, (message) => messageBubble(message, host))}
      ${messages.length === 0 ? html`<p class="empty">No messages yet</p>` : nothing}
    </div>
    <p class="typing" role="status">${isTyping(phone, business) ? html`<bdi>${business}</bdi> is typing<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>` : nothing}</p>
    ${this.#keyboard(phone, business, messages)}
    ${composer({
      channel: phone.channel,
      isBlocked: phone.blocked.includes(business),
      quoted: this.#quoted,
      edited: this.#edited,
      send: (input) => this.#send(phone, business, input),
      sendFile: (file, type) => this.#sendFile(phone, business, file, type),
      openForm: (name) => this.#form(phone, business, name),
      cancel: () => this.#setContext(null, null),
    })}`;
  }

  /** @param {Element} list @param {Phone} phone @param {string} business */
  #scrolled(list, phone, business) {
    this.#store.setReadingEarlier(keyOf(phone), business, !isAtEnd(list));
    if (list.scrollTop <= NEAR_START && !isAtEnd(list)) this.#store.loadEarlier(keyOf(phone), business);
  }

  /** Viber shows the keyboard of the last message. @param {Phone} phone @param {string} business @param {Message[]} messages */
  #keyboard(phone, business, messages) {
    const last = messages.findLast((message) => !message.fromPerson);
    if (last?.keyboard === undefined) return nothing;
    return html`<div class="keyboard" role="group" aria-label="Keyboard">${actionsContent(last.keyboard, (action) => this.#tap(phone, business, last, action))}</div>`;
  }

  /** @param {Message | null} quoted @param {Message | null} edited */
  #setContext(quoted, edited) {
    this.#quoted = quoted;
    this.#edited = edited;
    this.#store.changed();
  }

  /** @param {Phone} phone @param {string} business @param {object} input */
  async #send(phone, business, input) {
    const quote = this.#quoted === null || this.#edited !== null ? {} : { quote: this.#quoted.id };
    const sent = await this.#store.attempt(() => api.send(phone, { business, ...quote, ...input }));
    if (sent !== undefined) this.#setContext(null, null);
    return sent !== undefined;
  }

  /** @param {Phone} phone @param {string} business @param {File} file @param {string} type */
  #sendFile(phone, business, file, type) {
    return this.#store.attempt(async () => {
      const stored = await api.upload(phone, business, file);
      await api.send(phone, { business, type, file: stored, name: file.name, size: file.size });
    });
  }

  /** @param {Phone} phone @param {string} business @param {'location' | 'contact' | 'sticker'} name @param {object} [context] */
  #form(phone, business, name, context = {}) {
    if (name === 'location') {
      showForm('Location', [{ name: 'latitude', label: 'Latitude', value: '52.5200', type: 'number' }, { name: 'longitude', label: 'Longitude', value: '13.4050', type: 'number' },
        { name: 'name', label: 'Name', required: false }], ({ latitude, longitude, name: title }) => this.#send(phone, business, {
        type: 'location', latitude: Number(latitude), longitude: Number(longitude), ...(title === '' ? {} : { name: title }), ...context }));
    } else if (name === 'contact') {
      showForm('Contact', [{ name: 'name', label: 'Name', value: 'Sandbox User' }, { name: 'phone', label: 'Phone', value: `+${phone.person}`, type: 'tel' }],
        (values) => this.#send(phone, business, { type: 'contact', ...values, ...context }));
    } else if (phone.channel === 'viber') {
      showForm('Sticker', [{ name: 'sticker', label: 'Sticker id', value: '40102', type: 'number' }], ({ sticker }) => this.#send(phone, business, { type: 'sticker', sticker: Number(sticker) }));
    } else {
      this.#sendSticker(phone, business);
    }
  }

  /** Draws a sticker, since every sticker is a WebP image. @param {Phone} phone @param {string} business */
  async #sendSticker(phone, business) {
    const canvas = document.createElement('canvas');
    canvas.width = 512;
    canvas.height = 512;
    const context = canvas.getContext('2d');
    if (context === null) return;
    context.font = '400px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText('🙂', 256, 270);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/webp'); });
    if (blob instanceof Blob) this.#sendFile(phone, business, new File([blob], 'sticker.webp', { type: 'image/webp' }), 'sticker');
  }

  /** @param {Phone} phone @param {string} business @param {Message} message */
  #menu(phone, business, message) {
    showMenu(message, {
      reply: () => this.#setContext(message, null),
      react: (emoji) => this.#send(phone, business, { type: 'reaction', message: message.id, emoji }),
      edit: () => this.#setContext(null, message),
      revoke: () => this.#send(phone, business, { type: 'revoke', message: message.id }),
    }, phone.channel === 'whatsapp');
  }

  /** @param {Phone} phone @param {string} business @param {Message} message @param {Action} action */
  #tap(phone, business, message, action) {
    const quote = { quote: message.id };
    switch (action.kind) {
      case 'flow':
        return showFlow(this.#store, phone, message);
      case 'location':
        return this.#form(phone, business, 'location', phone.channel === 'whatsapp' ? quote : {});
      case 'contact':
        return this.#form(phone, business, 'contact', phone.channel === 'whatsapp' ? quote : {});
      case 'address':
        return showForm('Address', ADDRESS_FIELDS, (values) => this.#send(phone, business, { type: 'address', values, ...quote }));
      case 'catalog':
        return showForm('Order', [{ name: 'product', label: 'Product id' }, { name: 'quantity', label: 'Quantity', value: '1', type: 'number' }],
          ({ product, quantity }) => this.#send(phone, business, { type: 'order', items: [{ product, quantity: Number(quantity) }], ...quote }));
      case 'copy':
        return this.#copy(action.value ?? '');
      case 'call':
        return this.#store.notify(action.value === undefined ? 'The app calls the business.' : `The app calls ${action.value}.`);
      default:
        return this.#store.attempt(() => api.tap(phone, message.id, action.action));
    }
  }

  /** @param {string} text */
  #copy(text) {
    navigator.clipboard?.writeText(text).catch(() => {});
    this.#store.notify(`Copied: ${text}`);
  }
}

/** @param {Phone} phone @param {string} business */
const isTyping = (phone, business) => phone.chats.some((chat) => chat.business === business && chat.typing);
