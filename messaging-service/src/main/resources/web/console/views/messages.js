// What several views know about messages.
import { link } from '../router.js';

/** Messages of one millisecond that are examined. */
const MAX_PAGES = 20;

/**
 * A sent message with its content, for an account's key: the Conversations API has no operation that reads one by its id. The id
 * contains the millisecond in which the message was accepted (UUIDv7), so the messages of that millisecond are searched.
 *
 * @param {import('../api.js').Api} api
 * @param {string} id
 * @returns {Promise<any>} null if it is not among them
 */
export async function sentMessage(api, id) {
  const millis = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
  const [since, until] = [millis, millis + 1].map((time) => new Date(time).toISOString());
  /** @type {URLSearchParams | Record<string, string> | null} */
  let parameters = { direction: 'outbound', since, until, size: '100' };
  for (let pages = 0; parameters !== null && pages < MAX_PAGES; pages++) {
    /** @type {import('../api.js').Page<any>} */
    const page = await api.page('/messages', parameters);
    const found = page.items.find((message) => message.messageId === id);
    if (found) return found;
    parameters = page.next;
  }
  return null;
}

/** Operators' lists have our id of a received message as well. @param {any} message */
export const messageLink = (message) => link(['messages', message.id ?? message.messageId]);

/** The page of one sender and one person. @param {any} message */
export function conversationLink(message) {
  const [ours, person] = message.direction === 'inbound' ? [message.to, message.from] : [message.from, message.to];
  return link(['conversations', message.channel, String(ours ?? ''), String(person ?? '')]);
}
