// The callbacks of an account, and its endpoints that fail.
import { html, nothing } from '../../lit-html/lit-html.js';
import { chip, foreign, table, time } from '../elements.js';
import { loading } from '../loading.js';
import { link } from '../router.js';

const STATES = ['exhausted', 'suspended', 'pending', 'delivered'];

/** @param {import('./account.js').PartContext} context */
export function part({ api, update, account, query, here, attempt }) {
  const url = `/accounts/${account}/callbacks`;
  const state = STATES.includes(query.get('state') ?? '') ? String(query.get('state')) : 'exhausted';
  const found = loading(() => api.page(url, { state, page: query.get('page') ?? '1' }), update);

  const replay = (/** @type {any} */ callback) => attempt(async () => {
    await api.post(`${url}/${callback.id}/replay`);
    found.reload();
    return 'The callback is sent again.';
  });

  return () => html`
    <nav class="actions" aria-label="States">${STATES.map((one) => html`<a class="button small" href=${here({ state: one })} aria-current=${one === state ? 'true' : nothing}>${one}</a>`)}</nav>
    ${found.show((page) => html`
      ${table(`Callbacks, ${state}`, ['Event', 'Time', 'Channel', 'Message', 'State', 'Last answer', ''], page.items.map((one) => html`
        <tr>
          <td>${one.event}</td><td>${time(one.createdAt)}</td><td>${one.channel}</td>
          <td>${one.messageId ? html`<a href=${link(['messages', one.messageId])}>${one.messageId}</a>` : nothing}</td>
          <td>${chip(one.state)}</td>
          <td class="content">${one.lastStatus ? html`HTTP ${one.lastStatus} ` : nothing}${foreign(one.lastError)}</td>
          <td><button class="small" @click=${() => replay(one)}>Replay</button></td>
        </tr>`), state === 'delivered' ? 'No callback was delivered within the last day.' : 'There is none.')}
      ${page.next ? html`<a class="button" href=${here({ state, page: page.next.get('page') ?? '1' })}>Next page</a>` : nothing}`)}`;
}

/** @param {import('./account.js').PartContext} context */
export function endpoints({ api, update, account, attempt }) {
  const url = `/accounts/${account}/callback-endpoints`;
  const found = loading(() => api.get(url), update);

  const enable = (/** @type {any} */ endpoint) => attempt(async () => {
    await api.post(`${url}/${endpoint.id}/enable`);
    found.reload();
    return 'The endpoint is enabled; its callbacks are sent in the order of their events.';
  });

  return () => found.show((all) => table('Endpoints that fail', ['URL', 'Fails since', 'Last failure', 'State', ''], all.map((/** @type {any} */ one) => html`
    <tr>
      <td>${foreign(one.url)}</td><td>${time(one.failingSince)}</td><td>${time(one.lastFailureAt)}</td>
      <td>${one.disabledAt ? html`<span class="error">disabled</span> ${time(one.disabledAt)}` : html`<span class="warning">fails</span>`}</td>
      <td>${one.disabledAt ? html`<button class="small primary" @click=${() => enable(one)}>Enable</button>` : nothing}</td>
    </tr>`), 'No endpoint of the account fails.'));
}
