// The part of a chat that the page keeps, so that a page that is open for hours needs no more memory than a new one.

/** @import { Message } from './types.js' */

/** Messages that are kept of a chat, and loaded at once. */
export const PAGE = 50;

/** The sandbox keeps no more messages of a chat. */
const MAX_MESSAGES = 200;

/** The newest messages of a chat; up to {@link MAX_MESSAGES} while a person reads earlier ones. */
export class ChatWindow {
  /** @type {Message[]} */
  #messages = [];
  #isReadingEarlier = false;
  /** Whether the sandbox may have messages before the first one. */
  hasEarlier = false;
  isLoading = false;

  /** @param {string} business */
  constructor(business) {
    this.business = business;
  }

  /** In the order of their arrival. */
  get messages() {
    return this.#messages;
  }

  get isReadingEarlier() {
    return this.#isReadingEarlier;
  }

  /** Without earlier messages to read, only the newest ones are kept. @param {boolean} isReading */
  setReadingEarlier(isReading) {
    this.#isReadingEarlier = isReading;
    this.#keep(this.#messages);
  }

  /** Adds the newest messages, or those before the first one, as the API has returned them. @param {{messages: Message[], hasEarlier: boolean}} loaded */
  addLoaded({ messages, hasEarlier }) {
    this.hasEarlier = hasEarlier;
    this.#keep(merged(messages, this.#messages));
  }

  /** Applies changes of the stream. @param {{messages: Message[], replaces: boolean}} changes */
  apply({ messages, replaces }) {
    if (replaces) this.hasEarlier = true;
    const first = this.#messages[0];
    // Not kept: a changed message before the first one, which would leave a gap.
    const kept = replaces || !this.hasEarlier || first === undefined ? messages : messages.filter((message) => message.at >= first.at);
    this.#keep(replaces ? kept : merged(this.#messages, kept));
  }

  /** The sandbox has what is no longer kept, unless it has just as many. @param {Message[]} messages */
  #keep(messages) {
    const max = this.#isReadingEarlier ? MAX_MESSAGES : PAGE;
    if (messages.length > max && max < MAX_MESSAGES) this.hasEarlier = true;
    this.#messages = messages.slice(-max);
  }
}

/** Returns all messages in the order of their arrival; the later version of each. @param {Message[]} known @param {Message[]} later */
function merged(known, later) {
  const byId = new Map(known.map((message) => [message.id, message]));
  const isNew = later.some((message) => !byId.has(message.id));
  later.forEach((message) => byId.set(message.id, message));
  const all = [...byId.values()];
  if (isNew) all.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return all;
}
