// The sending identities of an account, with their scopes.
import { html, nothing } from '../../lit-html/lit-html.js';
import { chip, foreign, table } from '../elements.js';
import { loading } from '../loading.js';
import { scopes } from './scopes.js';

const CHANNELS = ['whatsapp', 'viber', 'sms'];
const SCOPES = ['callbacks:read', 'callbacks:write', 'credentials:read', 'credentials:write', 'messages:read', 'messages:write',
  'profile:read', 'profile:write', 'templates:read', 'templates:write', 'flows:read', 'flows:write'];

/** @param {import('./account.js').PartContext} context */
export function part({ api, update, account, query, here, attempt }) {
  const url = `/accounts/${account}/senders`;
  const senders = loading(() => api.page(url, { size: '1000' }), update);
  const owners = loading(() => api.page(`/accounts/${account}/whatsapp-accounts`, { size: '1000' }), update);
  const chosen = query.get('sender');
  /** @type {any[] | null} */
  let findings = null;

  /** @param {SubmitEvent} event @param {any} [known] */
  function save(event, known) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const request = requested(new FormData(form), known);
    attempt(async () => {
      if (known) await api.put(`${url}/${known.id}`, request);
      else await api.post(url, request);
      if (!known) form.reset();
      senders.reload();
      return known ? 'The sender was changed.' : 'The sender was created.';
    });
  }

  const activate = (/** @type {any} */ sender) => attempt(async () => {
    await api.put(`${url}/${sender.id}`, { ...request(sender), active: !sender.active });
    senders.reload();
    return sender.active ? 'The sender was deactivated.' : 'The sender was activated.';
  });

  const connect = (/** @type {any} */ sender) => attempt(async () => {
    findings = await api.post(`${url}/${sender.id}/connection`);
  });

  return () => html`
    ${findings ? html`<div class="notice" id="findings"><ul>${findings.map((one) => html`<li>${chip(one.result)} ${foreign(`${one.subject}: ${one.finding} ${one.remedy ?? ''}`)}</li>`)}</ul></div>` : nothing}
    ${senders.show((page) => {
    const edited = page.items.find((one) => one.id === chosen);
    return html`
      ${edited ? form(`Sender ${edited.identity}`, edited, (event) => save(event, edited), owners.value?.items ?? []) : form('New sender', null, (event) => save(event), owners.value?.items ?? [])}
      ${table('Senders', ['Channel', 'Identity', 'Name', "Network's id", 'Scopes', 'State', ''], page.items.map((one) => html`
        <tr>
          <td>${one.channel}</td><td>${foreign(one.identity)}</td><td>${foreign(one.name)}</td><td>${foreign(one.providerId)}</td>
          <td class="content">${one.scopes.length === SCOPES.length ? 'all' : one.scopes.join(', ')}</td>
          <td>${one.active ? 'active' : html`<span class="warning">inactive</span>`}</td>
          <td><div class="actions">
            <a class="button small" href=${here({ sender: one.id })}>Edit</a>
            <button class="small" @click=${() => connect(one)}>Check</button>
            <button class="small ${one.active ? 'danger' : ''}" @click=${() => activate(one)}>${one.active ? 'Deactivate' : 'Activate'}</button>
          </div></td>
        </tr>`), 'The account has no sender.')}`;
  })}`;

  /**
   * @param {string} title
   * @param {any} known null for a new one
   * @param {(event: SubmitEvent) => void} submit
   * @param {any[]} whatsAppAccounts
   */
  function form(title, known, submit, whatsAppAccounts) {
    return html`
      <form class="panel stack" @submit=${submit} aria-label=${title}>
        <h2>${foreign(title)}</h2>
        <div class="fields">
          ${known ? nothing : html`
            <label>Channel <select name="channel">${CHANNELS.map((one) => html`<option>${one}</option>`)}</select></label>
            <label>Identity <input name="identity" required maxlength="64" autocomplete="off" placeholder="number, service or name"></label>`}
          <label>Name <input name="name" maxlength="256" dir="auto" autocomplete="off" .value=${known?.name ?? ''}></label>
          <label>Network's id <input name="providerId" autocomplete="off" .value=${known?.providerId ?? ''} placeholder="the identity if empty"></label>
          <label>WhatsApp account <select name="whatsAppAccountId"><option value="">none</option>
            ${whatsAppAccounts.map((one) => html`<option value=${one.id} ?selected=${one.id === known?.whatsAppAccountId}>${one.name}</option>`)}</select></label>
          <label>Attributes <input name="attributes" autocomplete="off" .value=${written(known?.attributes)} placeholder="smsc=main"></label>
        </div>
        ${scopes(SCOPES, known?.scopes ?? SCOPES)}
        <div class="actions"><button class="primary">${known ? 'Save' : 'Create sender'}</button>${known ? html`<a class="button" href=${here()}>Cancel</a>` : nothing}</div>
      </form>`;
  }
}

/** @param {FormData} given @param {any} known */
function requested(given, known) {
  const value = (/** @type {string} */ name) => String(given.get(name) ?? '').trim();
  return {
    channel: known?.channel ?? value('channel'),
    identity: known?.identity ?? value('identity'),
    ...(value('name') ? { name: value('name') } : {}),
    ...(value('providerId') ? { providerId: value('providerId') } : {}),
    ...(value('whatsAppAccountId') ? { whatsAppAccountId: value('whatsAppAccountId') } : {}),
    scopes: given.getAll('scope'),
    attributes: read(value('attributes')),
    active: known?.active ?? true,
  };
}

/** @param {any} sender */
const request = ({ id, accountId, ...members }) => members;

/** "smsc=main; connector=partner" @param {Record<string, string> | undefined} attributes */
const written = (attributes) => Object.entries(attributes ?? {}).map(([name, value]) => `${name}=${value}`).join('; ');

/** @param {string} text */
const read = (text) => Object.fromEntries(text.split(';').map((one) => one.trim()).filter(Boolean)
  .map((one) => [one.split('=')[0].trim(), one.split('=').slice(1).join('=').trim()]));
