// What the page knows: the list of phones, the messages of open phones, and the connection.
import { LiveStream } from '../page/live.js';
import { api } from './api.js';

/** @import { Channel, Phone, Message } from './types.js' */
/** @import { LiveState } from '../page/live.js' */

const MAX_MESSAGES = 200;
const MAX_LISTED = 200;
const SILENCE = 15_000;

/** @param {{channel: string, person: string}} phone */
export const keyOf = ({ channel, person }) => `${channel}:${person}`;

/** Dispatches `change` when something is to be drawn again. */
export class Store extends EventTarget {
  /** @type {Map<string, Phone>} the last changed first */
  #phones = new Map();
  /** @type {Map<string, Map<string, Message[]>>} messages by phone and business */
  #messages = new Map();
  /** @type {Set<string>} */
  #open = new Set();
  /** @type {LiveStream | null} */
  #stream = null;
  /** @type {LiveState} */
  state = 'connecting';
  /** Whether events were missed and all is loaded again. */
  isBehind = false;
  notice = '';

  /** Begins with these phones. @param {string[]} open */
  async start(open) {
    this.#open = new Set(open);
    this.#stream = new LiveStream({
      url: () => api.streamUrl([...this.#open]),
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

  /** @param {string} key @param {string} business @returns {Message[]} */
  messages(key, business) {
    return this.#messages.get(key)?.get(business) ?? [];
  }

  /** Opens and closes phones. @param {string[]} keys */
  setOpen(keys) {
    const added = keys.filter((key) => !this.#open.has(key));
    const isSame = added.length === 0 && keys.length === this.#open.size;
    this.#open = new Set(keys);
    for (const key of this.#messages.keys()) if (!this.#open.has(key)) this.#messages.delete(key);
    if (!isSame) this.#stream?.reconnect();
    added.forEach((key) => this.#loadPhone(key));
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
      this.#messages.clear();
      await Promise.all([...this.#open].map((key) => this.#loadPhone(key)));
    });
    this.isBehind = false;
    this.changed();
  }

  /** @param {string} key */
  async #loadPhone(key) {
    const [channel, person] = split(key);
    await this.attempt(async () => {
      const [phone, messages] = await Promise.all([api.phone(channel, person), api.messages(channel, person)]);
      if (!this.#phones.has(key)) this.#phones.set(key, phone);
      const chats = Map.groupBy(messages, (message) => message.business);
      for (const [business, later] of this.#messages.get(key) ?? []) {
        chats.set(business, merge(chats.get(business) ?? [], later));
      }
      this.#messages.set(key, chats);
    });
  }

  /** @param {{phones: Phone[], chats: {channel: Channel, person: string, business: string, replaces: boolean, messages: Message[]}[]}} changes */
  #apply({ phones, chats }) {
    const changed = new Map(phones.map((phone) => [keyOf(phone), phone]));
    for (const [key, phone] of this.#phones) if (!changed.has(key)) changed.set(key, phone);
    this.#phones = new Map([...changed].filter(([key], index) => index < MAX_LISTED || this.#open.has(key)));
    for (const { channel, person, business, replaces, messages } of chats) {
      const key = keyOf({ channel, person });
      const known = this.#messages.get(key) ?? new Map();
      known.set(business, replaces ? messages : merge(known.get(business) ?? [], messages));
      this.#messages.set(key, known);
    }
    this.changed();
  }
}

/** @param {string} key @returns {[Channel, string]} */
export function split(key) {
  const colon = key.indexOf(':');
  return [/** @type {Channel} */ (key.slice(0, colon)), key.slice(colon + 1)];
}

/** Returns the messages with the changed ones, in the order of their arrival. @param {Message[]} known @param {Message[]} changed */
function merge(known, changed) {
  const byId = new Map(known.map((message) => [message.id, message]));
  const isNew = changed.some((message) => !byId.has(message.id));
  changed.forEach((message) => byId.set(message.id, message));
  const all = [...byId.values()];
  if (isNew) all.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return all.slice(-MAX_MESSAGES);
}
