// Calls of the sandbox's API.

/** @import { Channel, Phone, Message, Business } from './types.js' */

const BASE = '/phones/api';

/** @param {Channel} channel @param {string} person */
const phonePath = (channel, person) => `${BASE}/phones/${channel}/${encodeURIComponent(person)}`;

/**
 * Returns the parsed response, or fails with the sentence of the error.
 *
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 * @returns {Promise<any>}
 */
export async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return parsed(response);
}

/** @param {Response} response */
async function parsed(response) {
  const text = await response.text();
  const json = text === '' ? null : JSON.parse(text);
  if (!response.ok) throw new Error(json?.error ?? `The sandbox answers ${response.status}.`);
  return json;
}

export const api = {
  /** @returns {Promise<Business[]>} */
  businesses: async () => (await call('GET', `${BASE}/businesses`)).businesses,

  /** @returns {Promise<Phone[]>} */
  phones: async () => (await call('GET', `${BASE}/phones?limit=100`)).phones,

  /** @param {Channel} channel @param {string} person @returns {Promise<Phone>} */
  phone: (channel, person) => call('GET', phonePath(channel, person)),

  /**
   * Returns the newest messages of a chat, or those that arrived before a message.
   *
   * @param {Channel} channel @param {string} person @param {string} business @param {number} limit @param {string} [before]
   * @returns {Promise<{messages: Message[], hasEarlier: boolean}>}
   */
  messages(channel, person, business, limit, before) {
    const query = new URLSearchParams({ business, limit: String(limit), ...(before === undefined ? {} : { before }) });
    return call('GET', `${phonePath(channel, person)}/messages?${query}`);
  },

  /** @param {Phone} phone @param {object} input */
  send: (phone, input) => call('POST', `${phonePath(phone.channel, phone.person)}/messages`, input),

  /** @param {Phone} phone @param {string} message @param {number} action */
  tap: (phone, message, action) => call('POST', `${phonePath(phone.channel, phone.person)}/tap`, { message, action }),

  /** @param {Phone} phone @param {string} business */
  read: (phone, business) => call('POST', `${phonePath(phone.channel, phone.person)}/read`, { business }),

  /** @param {Phone} phone @param {object} switches @returns {Promise<Phone>} */
  operate: (phone, switches) => call('PUT', phonePath(phone.channel, phone.person), switches),

  /** @param {Phone} phone @param {string} business @param {boolean} blocked @returns {Promise<Phone>} */
  block: (phone, business, blocked) => call('PUT', `${phonePath(phone.channel, phone.person)}/blocked`, { business, blocked }),

  /**
   * Stores a file of the person. Returns what the message has as its file.
   *
   * @param {Phone} phone @param {string} business @param {File} file @returns {Promise<string>}
   */
  async upload(phone, business, file) {
    const path = `${phonePath(phone.channel, phone.person)}/files?business=${encodeURIComponent(business)}`;
    const type = file.type || 'application/octet-stream';
    return (await parsed(await fetch(path, { method: 'POST', headers: { 'Content-Type': type }, body: file }))).file;
  },

  /** @param {string} message */
  flow: (message) => call('GET', `${BASE}/flow?message=${encodeURIComponent(message)}`),

  /** @param {string} message @param {number} file */
  fileUrl: (message, file) => `${BASE}/file?message=${encodeURIComponent(message)}&file=${file}`,

  /** @param {string[]} keys `channel:person` */
  streamUrl: (keys) => `${BASE}/stream?list=true&phones=${keys.map(encodeURIComponent).join(',')}`,
};
