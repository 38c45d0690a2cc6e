// One account, in parts: keys, senders, callbacks, templates, Flows.
import { html } from '../../lit-html/lit-html.js';
import { facts, foreign, problem, time } from '../elements.js';
import { loading } from '../loading.js';
import { link } from '../router.js';
import * as callbacks from './account-callbacks.js';
import * as keys from './account-keys.js';
import * as senders from './account-senders.js';
import * as settings from './account-settings.js';
import * as whatsapp from './account-whatsapp.js';
import { tabs } from './tabs.js';

/** @type {Record<string, { label: string, part: (context: PartContext) => () => unknown }>} */
const PARTS = {
  keys: { label: 'API keys', part: keys.part },
  senders: { label: 'Senders', part: senders.part },
  settings: { label: 'Callback settings', part: settings.part },
  callbacks: { label: 'Callbacks', part: callbacks.part },
  endpoints: { label: 'Failing endpoints', part: callbacks.endpoints },
  whatsapp: { label: 'WhatsApp accounts', part: whatsapp.accounts },
  templates: { label: 'Templates', part: whatsapp.templates },
  flows: { label: 'Flows', part: whatsapp.flows },
};

/**
 * What a part of the page gets besides the context of views.
 * @typedef {import('../page.js').Context & { account: string, query: URLSearchParams, here: (query?: Record<string, string>) => string,
 *   attempt: (action: () => Promise<string | void>) => Promise<void> }} PartContext
 */

/**
 * @param {import('../page.js').Context} context
 * @param {string[]} path the id
 * @param {URLSearchParams} query
 */
export function view(context, [id], query) {
  const { api, update, announce } = context;
  const given = query.get('tab') ?? 'keys';
  const tab = given in PARTS ? given : 'keys';
  const account = loading(() => api.get(`/accounts/${encodeURIComponent(id)}`), update);
  /** @type {any} */
  let failure = null;

  /** Shows what happened, or why it failed. @param {() => Promise<string | void>} action */
  async function attempt(action) {
    failure = null;
    try {
      announce((await action()) ?? '');
    } catch (error) {
      failure = error;
    }
    update();
  }

  const rename = (/** @type {object} */ change) => attempt(async () => {
    const { name, active } = account.value;
    await api.put(`/accounts/${id}`, { name, active, ...change });
    account.reload();
    return 'The account was changed.';
  });

  const template = PARTS[tab].part({
    ...context, account: id, query, attempt, here: (more = {}) => link(['accounts', id], { tab, ...more }),
  });

  return {
    title: 'Account',
    template: () => html`
      <div class="stack">
        <h1>Account ${account.value ? foreign(account.value.name) : ''}</h1>
        ${account.show((value) => html`
          <section class="panel stack" aria-label="Account">
            ${facts([['Id', html`<code>${value.id}</code>`], ['State', value.active ? 'active' : 'inactive: its keys are refused'], ['Created', time(value.createdAt)]])}
            <div class="actions">
              <a class="button small" href=${link(['messages'], { accountId: id })}>Messages</a>
              <button class="small ${value.active ? 'danger' : ''}" @click=${() => rename({ active: !value.active })}>${value.active ? 'Deactivate' : 'Activate'}</button>
            </div>
          </section>
          ${tabs('Parts of the account', Object.fromEntries(Object.entries(PARTS).map(([name, one]) => [name, one.label])), tab, (name) => link(['accounts', id], { tab: name }))}
          ${failure ? problem(failure) : ''}
          ${template()}`)}
      </div>`,
  };
}
