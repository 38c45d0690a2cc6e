// The key of this session. It is kept for this tab only, is sent as a header, and is never a part of a URL.

const STORED = 'parley-console-key';

/**
 * Who is signed in.
 * @typedef {object} Session
 * @property {string} key
 * @property {boolean} operator whether it is the operator's key, and not the API key of an account
 */

/** Keys of accounts have this form; the operator's key can be any text. */
const ACCOUNT_KEY = /^pk_[0-9a-f]{20}_/;

/** @returns {Session | null} */
export function storedSession() {
  const key = sessionStorage.getItem(STORED);
  return key ? session(key) : null;
}

/**
 * @param {string} key
 * @returns {Session}
 */
export const session = (key) => ({ key, operator: !ACCOUNT_KEY.test(key) });

/** @param {Session} one */
export const store = (one) => sessionStorage.setItem(STORED, one.key);

export const forget = () => sessionStorage.removeItem(STORED);
