// Calls of the operator API and of the Conversations API at the same origin. The page is at …/console/, the APIs beside it.

const OPERATOR = '../operator/v1';
const PUBLIC = '../conversations/v3';
const TIMEOUT_MS = 20_000;

/** A response with an error status, or none. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 without a response
   * @param {{ title?: string, detail?: string, violations?: { field: string, message: string }[] }} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP status ${status}`);
    this.status = status;
    this.violations = problem.violations ?? [];
  }
}

/**
 * One page of a list.
 * @template T
 * @typedef {object} Page
 * @property {T[]} items
 * @property {number | null} total null if it is not known
 * @property {URLSearchParams | null} next parameters of the next page
 */

/** @typedef {ReturnType<typeof api>} Api */

/** @param {import('./session.js').Session} session */
export function api(session) {
  /**
   * @param {string} method
   * @param {string} url
   * @param {unknown} [body]
   */
  async function call(method, url, body) {
    /** @type {Record<string, string>} */
    const headers = { apikey: session.key, accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    let response;
    try {
      response = await fetch(url, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        cache: 'no-store',
        redirect: 'error',
      });
    } catch {
      throw new ApiError(0, { detail: 'The server does not answer.' });
    }
    const text = await response.text();
    if (!response.ok) throw new ApiError(response.status, parsed(text) ?? {});
    return { value: parsed(text), headers: response.headers };
  }

  const base = session.operator ? OPERATOR : PUBLIC;

  return {
    session,

    /** @param {string} path below the operator API, or the Conversations API with an account's key */
    get: async (path) => (await call('GET', base + path)).value,

    /** @param {string} path @param {unknown} [body] */
    post: async (path, body) => (await call('POST', base + path, body)).value,

    /** @param {string} path @param {unknown} body */
    put: async (path, body) => (await call('PUT', base + path, body)).value,

    /** @param {string} path */
    remove: async (path) => (await call('DELETE', base + path)).value,

    /**
     * @param {string} path
     * @param {URLSearchParams | Record<string, string>} [parameters]
     * @returns {Promise<Page<any>>}
     */
    page: async (path, parameters = {}) => {
      const query = new URLSearchParams(parameters).toString();
      const { value, headers } = await call('GET', base + path + (query ? `?${query}` : ''));
      const total = headers.get('x-total-items');
      return { items: value, total: total === null ? null : Number(total), next: next(headers.get('Link')) };
    },
  };
}

/** The parameters of the link with rel="next" (RFC 8288). @param {string | null} link */
export function next(link) {
  const found = /<([^>]*)>;\s*rel="next"/.exec(link ?? '');
  return found ? new URL(found[1], 'http://localhost').searchParams : null;
}

/** @param {string} text */
function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
