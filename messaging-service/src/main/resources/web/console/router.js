// Views by the fragment of the URL: #/messages/ID?name=value. Each state that is worth a link is in it.

/**
 * @typedef {object} Place
 * @property {string[]} path decoded segments
 * @property {URLSearchParams} query
 */

/** @returns {Place} */
export function place() {
  const [path, query] = location.hash.replace(/^#/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query ?? '') };
}

/**
 * The URL of a view, for href.
 * @param {string[]} path
 * @param {Record<string, string | undefined> | URLSearchParams} [query]
 */
export function link(path, query = {}) {
  const parameters = query instanceof URLSearchParams ? query : new URLSearchParams(given(query));
  const text = parameters.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** @param {string} url one that link() returned */
export const go = (url) => { location.hash = url; };

/** @param {Record<string, string | undefined>} query */
const given = (query) => Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));

/** @param {string} segment */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
