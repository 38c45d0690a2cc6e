// The API keys of an account. A key is shown once, when it was created.
import { html, nothing } from '../../lit-html/lit-html.js';
import { foreign, table, time } from '../elements.js';
import { loading } from '../loading.js';
import { scopes } from './scopes.js';

const SCOPES = ['channels:read', 'media:read', 'media:write', 'callbacks:read', 'callbacks:write', 'credentials:read', 'credentials:write',
  'messages:read', 'messages:write', 'profile:read', 'profile:write', 'templates:read', 'templates:write', 'flows:read', 'flows:write'];

/** @param {import('./account.js').PartContext} context */
export function part({ api, update, account, attempt }) {
  const url = `/accounts/${account}/keys`;
  const keys = loading(() => api.page(url, { size: '1000' }), update);
  /** @type {string | null} */
  let created = null;

  /** @param {SubmitEvent} event */
  function create(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const given = new FormData(form);
    attempt(async () => {
      const expires = String(given.get('expiresAt'));
      const made = await api.post(url, {
        ...(given.get('name') ? { name: given.get('name') } : {}),
        scopes: given.getAll('scope'),
        ...(expires ? { expiresAt: new Date(expires).toISOString() } : {}),
      });
      created = made.key;
      form.reset();
      keys.reload();
      return 'The key was created. It is shown once.';
    });
  }

  const rotate = (/** @type {any} */ key) => attempt(async () => {
    created = (await api.post(`${url}/${key.id}/rotation`, { overlapSeconds: 3600 })).key;
    keys.reload();
    return 'The new key is shown once. The old one is valid for one more hour.';
  });

  const revoke = (/** @type {any} */ key) => attempt(async () => {
    if (!confirm(`Revoke the key ${key.id} permanently?`)) return '';
    await api.remove(`${url}/${key.id}`);
    keys.reload();
    return 'The key was revoked.';
  });

  return () => html`
    ${created ? html`
      <div class="notice good stack" id="new-key">
        <p>The new key. Copy it now: it cannot be shown again.</p>
        <pre tabindex="0">${created}</pre>
        <div class="actions"><button class="small" @click=${() => { created = null; update(); }}>Hide</button></div>
      </div>` : nothing}
    <form class="panel stack" @submit=${create} aria-label="New key">
      <div class="fields">
        <label>Name <input name="name" maxlength="256" dir="auto" autocomplete="off"></label>
        <label>Expires <input name="expiresAt" type="datetime-local"></label>
      </div>
      ${scopes(SCOPES, SCOPES)}
      <div class="actions"><button class="primary">Create key</button></div>
    </form>
    ${keys.show((page) => table('API keys', ['Id', 'Name', 'Scopes', 'Created', 'Expires', 'State', ''], page.items.map((one) => html`
      <tr>
        <td><code>${one.id}</code></td><td>${foreign(one.name)}</td>
        <td class="content">${one.scopes.length === SCOPES.length ? 'all' : one.scopes.join(', ')}</td>
        <td>${time(one.createdAt)}</td><td>${one.expiresAt ? time(one.expiresAt) : 'never'}</td>
        <td>${state(one)}</td>
        <td>${one.revokedAt ? nothing : html`<div class="actions"><button class="small" @click=${() => rotate(one)}>Rotate</button>
          <button class="small danger" @click=${() => revoke(one)}>Revoke</button></div>`}</td>
      </tr>`), 'The account has no key.'))}`;
}

/** @param {any} key */
function state(key) {
  if (key.revokedAt) return html`<span class="error">revoked</span>`;
  return key.expiresAt && Date.parse(key.expiresAt) <= Date.now() ? html`<span class="warning">expired</span>` : 'valid';
}
