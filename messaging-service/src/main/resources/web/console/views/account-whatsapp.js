// What an account has at WhatsApp: its WhatsApp accounts, templates and Flows with their states.
import { html, nothing } from '../../lit-html/lit-html.js';
import { chip, foreign, table, time } from '../elements.js';
import { loading } from '../loading.js';

/** @param {import('./account.js').PartContext} context */
export function accounts({ api, update, account, attempt }) {
  const url = `/accounts/${account}/whatsapp-accounts`;
  const found = loading(() => api.page(url, { size: '1000' }), update);

  /** @param {SubmitEvent} event */
  function create(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const given = Object.fromEntries(new FormData(form));
    attempt(async () => {
      await api.post(url, given);
      form.reset();
      found.reload();
      return 'The WhatsApp account was registered.';
    });
  }

  return () => html`
    <form class="panel row" @submit=${create} aria-label="New WhatsApp account">
      <label>Meta's id (WABA) <input name="wabaId" required pattern="[0-9]{1,32}" inputmode="numeric" autocomplete="off"></label>
      <label>Name <input name="name" required maxlength="256" dir="auto" autocomplete="off"></label>
      <button class="primary">Register</button>
    </form>
    ${found.show((page) => table('WhatsApp accounts', ['Name', "Meta's id", 'Id', 'State'], page.items.map((one) => html`
      <tr><td>${foreign(one.name)}</td><td>${one.wabaId}</td><td><code>${one.id}</code></td><td>${one.active ? 'active' : 'inactive'}</td></tr>`),
  'The account has no WhatsApp account.'))}`;
}

/** @param {import('./account.js').PartContext} context */
export const templates = (context) => states(context, 'template-states', 'Templates', ['Name', 'Language', 'Category'],
  (one) => html`<td>${foreign(one.templateId)}</td><td>${one.language}</td><td>${one.category}</td>`);

/** @param {import('./account.js').PartContext} context */
export const flows = (context) => states(context, 'flow-states', 'Flows', ['Name', "Meta's id"],
  (one) => html`<td>${foreign(one.name)}</td><td>${one.flowId}</td>`);

/**
 * @param {import('./account.js').PartContext} context
 * @param {string} path
 * @param {string} name
 * @param {string[]} columns
 * @param {(one: any) => unknown} cells
 */
function states({ api, update, account, query, here }, path, name, columns, cells) {
  const found = loading(() => api.page(`/accounts/${account}/${path}`, { page: query.get('page') ?? '1' }), update);
  return () => found.show((page) => html`
    ${table(name, [...columns, 'State', "Meta's state", 'Quality', 'Why rejected', 'Changed'], page.items.map((one) => html`
      <tr>${cells(one)}<td>${chip(one.status)}</td><td>${one.providerStatus}</td><td>${one.quality}</td><td>${foreign(one.rejectedReason)}</td><td>${time(one.changedAt)}</td></tr>`))}
    ${page.next ? html`<a class="button" href=${here({ page: page.next.get('page') ?? '1' })}>Next page</a>` : nothing}`);
}
