// The callback settings of an account.
import { html, nothing } from '../../lit-html/lit-html.js';
import { loading } from '../loading.js';

const EVENTS = ['MessageStatus::accepted', 'MessageStatus::dispatched', 'MessageStatus::delivered', 'MessageStatus::seen',
  'MessageStatus::channelFailed', 'MessageStatus::failed', 'MessageStatus::deleted', 'MessageStatus::unknown'];

/** @param {import('./account.js').PartContext} context */
export function part({ api, update, account, attempt }) {
  const url = `/accounts/${account}/callback-settings`;
  const settings = loading(() => api.get(url), update);

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    const request = requested(new FormData(/** @type {HTMLFormElement} */ (event.target)));
    attempt(async () => {
      settings.value = await api.put(url, request);
      return 'The settings were saved. Disabled endpoints of the account are enabled.';
    });
  }

  return () => settings.show((value) => html`
    <form class="panel stack" @submit=${save} aria-label="Callback settings">
      <div class="fields">
        ${address('messageStatusUrl', 'Statuses of messages', value)}
        ${address('inboundMessageUrl', 'Messages of people', value)}
        ${address('businessNotificationUrl', 'Changes of accounts, numbers, templates', value)}
        <label>Version <select name="callbackVersion"><option value="">2.12 (default)</option>
          ${['2.11', '2.12', '2.13'].map((one) => html`<option ?selected=${value.callbackVersion === one}>${one}</option>`)}</select></label>
      </div>
      <fieldset><legend>Status events; all if none is chosen</legend>
        <div class="fields">${EVENTS.map((one) => html`<label class="check"><input type="checkbox" name="eventFilter" value=${one} ?checked=${value.eventFilter?.includes(one)}> ${one}</label>`)}</div>
      </fieldset>
      <fieldset><legend>Signature ${value.signature ? '(set)' : '(not set)'}</legend>
        <div class="fields">
          <label>Method <select name="method">${['HS256', 'HS512'].map((one) => html`<option ?selected=${value.signature?.method === one}>${one}</option>`)}</select></label>
          <label>Secret <input name="secret" type="password" autocomplete="off" maxlength="125"></label>
        </div>
      </fieldset>
      <fieldset><legend>Header on every call ${value.header ? '(set)' : '(not set)'}</legend>
        <div class="fields">
          <label>Name <input name="key" autocomplete="off" maxlength="125" .value=${value.header?.key ?? ''}></label>
          <label>Value <input name="value" type="password" autocomplete="off" maxlength="1024"></label>
        </div>
      </fieldset>
      ${value.signature || value.header ? html`<p class="notice warning">All settings are replaced. A secret or a header value that is left empty is removed; enter it again to keep it.</p>` : nothing}
      <div class="actions"><button class="primary">Save</button></div>
    </form>`);
}

/** @param {string} name @param {string} label @param {any} value */
const address = (name, label, value) => html`<label>${label} <input name=${name} type="url" maxlength="2000" autocomplete="off" .value=${value[name] ?? ''}></label>`;

/** @param {FormData} given */
function requested(given) {
  const value = (/** @type {string} */ name) => String(given.get(name) ?? '').trim();
  const texts = ['messageStatusUrl', 'inboundMessageUrl', 'businessNotificationUrl', 'callbackVersion'].filter(value).map((name) => [name, value(name)]);
  const events = given.getAll('eventFilter');
  return {
    ...Object.fromEntries(texts),
    ...(events.length ? { eventFilter: events } : {}),
    ...(value('secret') ? { signature: { method: value('method'), secret: value('secret') } } : {}),
    ...(value('value') ? { header: { key: value('key'), value: value('value') } } : {}),
  };
}
