// The console: who is signed in, which view is shown.
import { html, nothing, render } from '../lit-html/lit-html.js';
import { api, ApiError } from './api.js';
import { place } from './router.js';
import { forget, store, storedSession } from './session.js';
import { signIn } from './sign-in.js';

/**
 * What views get.
 * @typedef {object} Context
 * @property {ReturnType<typeof api>} api
 * @property {() => void} update renders the page again
 * @property {(text: string) => void} announce shows what happened, also to screen readers
 */

/**
 * @typedef {object} View
 * @property {string} title
 * @property {() => unknown} template
 * @property {() => void} [stop] called before another view is shown
 */

/**
 * Views by the first segment; loaded when they are first shown.
 * @type {Record<string, { label?: string, operator?: boolean, load: (path: string[]) => Promise<{ view: (context: Context, path: string[], query: URLSearchParams) => View }> }>}
 */
const VIEWS = {
  messages: { label: 'Search', load: async (path) => (path.length > 1 ? import('./views/message.js') : import('./views/search.js')) },
  conversations: { load: () => import('./views/conversation.js') },
  'dead-letters': { label: 'Dead letters', operator: true, load: () => import('./views/dead-letters.js') },
  now: { label: 'Now', operator: true, load: () => import('./views/now.js') },
  accounts: { label: 'Accounts', operator: true, load: async (path) => (path.length > 1 ? import('./views/account.js') : import('./views/accounts.js')) },
};

const root = /** @type {HTMLElement} */ (document.getElementById('page'));
root.replaceChildren();

let session = storedSession();
/** @type {View | null} */
let view = null;
let shown = '';
let announcement = '';
let turn = 0;

const update = () => render(page(), root);

/** @param {string} text */
function announce(text) {
  announcement = text;
  update();
}

function page() {
  return html`
    <header class="bar">
      <strong>Parley console</strong>
      ${session ? navigation() : nothing}
      ${session ? html`<span class="muted">${session.operator ? 'Operator' : 'Account'}</span>
        <button class="small" @click=${() => end(null)}>Sign out</button>` : nothing}
    </header>
    <main id="main" tabindex="-1">
      <p class=${announcement ? 'notice good' : 'visually-hidden'} role="status" aria-live="polite">${announcement}</p>
      ${view ? view.template() : html`<p class="muted" role="status">Loading…</p>`}
    </main>`;
}

function navigation() {
  const current = place().path[0] ?? 'messages';
  return html`<nav aria-label="Console">${Object.entries(VIEWS)
    .filter(([, one]) => one.label && (!one.operator || session?.operator))
    .map(([name, one]) => html`<a href="#/${name}" aria-current=${name === current ? 'page' : nothing}>${one.label}</a>`)}</nav>`;
}

/** @param {import('./session.js').Session} signedIn */
function begin(signedIn) {
  session = signedIn;
  store(signedIn);
  shown = '';
  show();
}

/** @param {string | null} reason null if the person signed out */
function end(reason) {
  forget();
  session = null;
  shown = '';
  show(reason);
}

/** @param {string | null} [reason] */
async function show(reason = null) {
  const mine = ++turn;
  const isNew = location.hash !== shown;
  shown = location.hash;
  view?.stop?.();
  view = null;
  announcement = '';
  update();
  const created = session ? await create(session) : signIn(begin, update, reason);
  if (mine !== turn) return;
  view = created;
  document.title = `${view.title} – Parley console`;
  update();
  if (isNew && session) document.getElementById('main')?.focus({ preventScroll: true });
}

/** @param {import('./session.js').Session} signedIn @returns {Promise<View>} */
async function create(signedIn) {
  const { path, query } = place();
  const known = VIEWS[path[0] ?? 'messages'];
  if (!known || (known.operator && !signedIn.operator)) return missing();
  const module = await known.load(path);
  const client = api(signedIn);
  return module.view({ api: endingWith401(client), update, announce }, path.slice(1), query);
}

/** @returns {View} */
const missing = () => ({ title: 'Not found', template: () => html`<h1>Not found</h1><p>There is nothing here, or this key may not see it. <a href="#/messages">Search</a></p>` });

/**
 * A key that is not valid any more ends the session.
 * @param {ReturnType<typeof api>} client
 */
function endingWith401(client) {
  const calls = /** @type {any} */ (client);
  const guarded = /** @type {any} */ ({ session: client.session });
  for (const name of ['get', 'post', 'put', 'remove', 'page']) {
    guarded[name] = async (/** @type {unknown[]} */ ...given) => {
      try {
        return await calls[name](...given);
      } catch (error) {
        if (/** @type {ApiError} */ (error).status === 401) end('The key is not valid any more. Sign in again.');
        throw error;
      }
    };
  }
  return guarded;
}

addEventListener('hashchange', () => show());
show();
