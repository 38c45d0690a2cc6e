// What several views know about messages.
import { link } from '../router.js';

/** Messages of lists, for pages of an account's key: the Conversations API has no operation that reads one with its content. */
const SEEN = new Map();
const MAX_SEEN = 1_000;

/** @param {any} message */
export function remember(message) {
  if (SEEN.size >= MAX_SEEN) SEEN.delete(SEEN.keys().next().value);
  SEEN.set(message.messageId, message);
}

/** @param {string} id */
export const remembered = (id) => SEEN.get(id);

/** Operators' lists have our id of a received message as well. @param {any} message */
export const messageLink = (message) => link(['messages', message.id ?? message.messageId]);

/** The page of one sender and one person. @param {any} message */
export function conversationLink(message) {
  const [ours, person] = message.direction === 'inbound' ? [message.to, message.from] : [message.from, message.to];
  return link(['conversations', message.channel, String(ours ?? ''), String(person ?? '')]);
}
