// The accounts of this deployment.
import { html, nothing } from '../../lit-html/lit-html.js';
import { foreign, problem, table, time } from '../elements.js';
import { loading } from '../loading.js';
import { go, link } from '../router.js';

/**
 * @param {import('../page.js').Context} context
 * @param {string[]} path
 * @param {URLSearchParams} query
 */
export function view({ api, update }, path, query) {
  const accounts = loading(() => api.page('/accounts', { page: query.get('page') ?? '1', size: '100' }), update);
  /** @type {any} */
  let failure = null;

  /** @param {SubmitEvent} event */
  async function create(event) {
    event.preventDefault();
    const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('name'));
    try {
      const created = await api.post('/accounts', { name });
      go(link(['accounts', created.id], { tab: 'keys' }));
    } catch (error) {
      failure = error;
      update();
    }
  }

  return {
    title: 'Accounts',
    template: () => html`
      <div class="stack">
        <h1>Accounts</h1>
        ${failure ? problem(failure) : nothing}
        <form class="panel row" @submit=${create}>
          <label>Name of a new account <input name="name" required maxlength="256" dir="auto" autocomplete="off"></label>
          <button class="primary">Create account</button>
        </form>
        ${accounts.show((page) => html`
          ${table('Accounts', ['Name', 'Id', 'State', 'Created'], page.items.map((one) => html`
            <tr>
              <td><a href=${link(['accounts', one.id])}>${foreign(one.name)}</a></td><td><code>${one.id}</code></td>
              <td>${one.active ? 'active' : html`<span class="warning">inactive</span>`}</td><td>${time(one.createdAt)}</td>
            </tr>`), 'There is no account yet.')}
          ${page.next ? html`<a class="button" href=${link(['accounts'], { page: page.next.get('page') ?? '1' })}>Next page</a>` : nothing}`)}
      </div>`,
  };
}
