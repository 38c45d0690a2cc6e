// What the page knows: the list of phones, the messages of the chats that are shown, and the connection.
import { LiveStream } from '../page/live.js';
import { api } from './api.js';
import { ChatWindow, PAGE } from './chat-window.js';

/** @import { Channel, Phone, Message } from './types.js' */
/** @import { LiveState } from '../page/live.js' */

const MAX_LISTED = 200;
const SILENCE = 15_000;

/** @param {{channel: string, person: string}} phone */
export const keyOf = ({ channel, person }) => `${channel}:${person}`;

/** Dispatches `change` when something is to be drawn again. */
export class Store extends EventTarget {
  /** @type {Map<string, Phone>} the last changed first */
  #phones = new Map();
  /** @type {Map<string, ChatWindow>} the shown chat of each phone */
  #chats = new Map();
  /** @type {Map<string, string | null>} the open phones, each with the business whose chat is shown */
  #open = new Map();
  /** @type {LiveStream | null} */
  #stream = null;
  /** @type {LiveState} */
  state = 'connecting';
  /** Whether events were missed and all is loaded again. */
  isBehind = false;
  notice = '';

  /** Begins with these phones and chats. @param {Map<string, string | null>} open */
  async start(open) {
    this.#open = new Map(open);
    this.#stream = new LiveStream({
      url: () => api.streamUrl([...this.#open.keys()]),
      onEvent: (name, data) => this.#receive(name, data),
      onState: (state) => this.#setState(state),
      silence: SILENCE,
    });
  }

  /** Phones of the list, the last changed first. */
  get phones() {
    return [...this.#phones.values()];
  }

  /** @param {string} key */
  phone(key) {
    return this.#phones.get(key);
  }

  /** Returns the kept messages of a chat that is shown. @param {string} key @param {string} business */
  chat(key, business) {
    const chat = this.#chats.get(key);
    return chat?.business === business ? chat : new ChatWindow(business);
  }

  /** How many messages the page keeps; those of other chats are at the sandbox only. */
  get keptMessages() {
    return [...this.#chats.values()].reduce((sum, chat) => sum + chat.messages.length, 0);
  }

  /** Opens and closes phones and their chats. @param {Map<string, string | null>} open */
  setOpen(open) {
    const before = this.#open;
    this.#open = new Map(open);
    for (const [key, chat] of this.#chats) if (open.get(key) !== chat.business) this.#chats.delete(key);
    const isSame = open.size === before.size && [...open.keys()].every((key) => before.has(key));
    if (!isSame) this.#stream?.reconnect();
    for (const [key, business] of open) if (!before.has(key) || before.get(key) !== business) this.#loadPhone(key);
  }

  /** A person scrolls up in a chat, or back to its end. @param {string} key @param {string} business @param {boolean} isReading */
  setReadingEarlier(key, business, isReading) {
    const chat = this.chat(key, business);
    if (chat.isReadingEarlier === isReading) return;
    chat.setReadingEarlier(isReading);
    this.changed();
  }

  /** Loads the messages before the first one that is kept. @param {string} key @param {string} business */
  async loadEarlier(key, business) {
    const chat = this.chat(key, business);
    if (chat.isLoading || !chat.hasEarlier) return;
    chat.setReadingEarlier(true);
    chat.isLoading = true;
    this.changed();
    const earlier = await this.attempt(() => api.messages(...split(key), business, PAGE, chat.messages[0]?.id));
    chat.isLoading = false;
    if (earlier !== undefined) chat.addLoaded(earlier);
    this.changed();
  }

  /** Notes what a call has returned. @param {Phone} phone */
  update(phone) {
    const key = keyOf(phone);
    this.#phones.delete(key);
    this.#phones = new Map([[key, phone], ...this.#phones]);
    this.changed();
  }

  /** Runs a call and shows its error. @param {() => Promise<any>} action */
  async attempt(action) {
    try {
      const result = await action();
      this.notify('');
      return result;
    } catch (error) {
      this.notify(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** @param {string} message */
  notify(message) {
    this.notice = message;
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** @param {LiveState} state */
  #setState(state) {
    this.state = state;
    this.changed();
  }

  /** @param {string} name @param {any} data */
  #receive(name, data) {
    if (name === 'changes') this.#apply(data);
    else if (name === 'started' || name === 'behind') this.#loadAll(name === 'behind');
  }

  /** @param {boolean} isBehind */
  async #loadAll(isBehind) {
    this.isBehind = isBehind;
    this.changed();
    await this.attempt(async () => {
      const phones = await api.phones();
      this.#phones = new Map(phones.map((phone) => [keyOf(phone), phone]));
      this.#chats.clear();
      await Promise.all([...this.#open.keys()].map((key) => this.#loadPhone(key)));
    });
    this.isBehind = false;
    this.changed();
  }

  /** Loads a phone, and the newest messages of its chat. @param {string} key */
  async #loadPhone(key) {
    const [channel, person] = split(key);
    const business = this.#open.get(key) ?? null;
    await this.attempt(async () => {
      const [phone] = await Promise.all([api.phone(channel, person), business === null ? null : this.#loadChat(key, business)]);
      if (!this.#phones.has(key)) this.#phones.set(key, phone);
    });
  }

  /** What the stream reports meanwhile is kept as well. @param {string} key @param {string} business */
  async #loadChat(key, business) {
    const chat = new ChatWindow(business);
    this.#chats.set(key, chat);
    chat.addLoaded(await api.messages(...split(key), business, PAGE));
  }

  /** @param {{phones: Phone[], chats: {channel: Channel, person: string, business: string, replaces: boolean, messages: Message[]}[]}} changes */
  #apply({ phones, chats }) {
    const changed = new Map(phones.map((phone) => [keyOf(phone), phone]));
    for (const [key, phone] of this.#phones) if (!changed.has(key)) changed.set(key, phone);
    this.#phones = new Map([...changed].filter(([key], index) => index < MAX_LISTED || this.#open.has(key)));
    for (const changed of chats) {
      const chat = this.#chats.get(keyOf(changed));
      if (chat?.business === changed.business) chat.apply(changed);
    }
    this.changed();
  }
}

/** @param {string} key @returns {[Channel, string]} */
export function split(key) {
  const colon = key.indexOf(':');
  return [/** @type {Channel} */ (key.slice(0, colon)), key.slice(colon + 1)];
}
