// What was given up or could not be processed: callbacks, expired messages, provider events, statuses; with bulk replay.
import { html, nothing } from '../../lit-html/lit-html.js';
import { number } from '../../page/format.js';
import { body, chip, excerpt, exactTime, foreign, problem, table, time } from '../elements.js';
import { loading } from '../loading.js';
import { link } from '../router.js';
import { tabs } from './tabs.js';

const EXPIRED = 'conversations::error::expired';
const KINDS = { callbacks: 'Callbacks', expired: 'Expired messages', events: 'Provider events', statuses: 'Statuses without a message' };

/** @type {Record<string, (context: import('../page.js').Context, query: URLSearchParams) => () => unknown>} */
const PARTS = { callbacks, expired, events, statuses };

/** Callbacks from this time on are replayed; all that are kept are newer. */
const EVER = '2020-01-01T00:00:00Z';

/**
 * @param {import('../page.js').Context} context
 * @param {string[]} path
 * @param {URLSearchParams} query
 */
export function view(context, path, query) {
  const given = query.get('kind') ?? 'callbacks';
  const kind = given in KINDS ? given : 'callbacks';
  const part = PARTS[kind](context, query);
  return {
    title: 'Dead letters',
    template: () => html`
      <div class="stack">
        <h1>Dead letters</h1>
        ${tabs('Kinds of dead letters', KINDS, kind, (name) => link(['dead-letters'], { kind: name }))}
        ${part()}
      </div>`,
  };
}

/** Runs actions one at a time; shows the failure of the last one. @param {import('../page.js').Context} context */
function actions({ update, announce }) {
  /** @type {any} */
  let failure = null;
  let busy = false;
  return {
    busy: () => busy,
    failure: () => (failure ? problem(failure) : nothing),
    /** @param {() => Promise<string>} action returns what happened */
    run: async (action) => {
      busy = true;
      failure = null;
      update();
      try {
        announce(await action());
      } catch (error) {
        failure = error;
      }
      busy = false;
      update();
    },
  };
}

/** @param {import('../page.js').Context} context */
function callbacks(context) {
  const { api, update } = context;
  const overview = loading(() => api.get('/overview'), update);
  const action = actions(context);

  /** @param {any} group */
  const replay = (group) => action.run(async () => {
    let replayed = 0;
    let after;
    do {
      const answer = await api.post(`/accounts/${group.accountId}/callbacks/replay`, { from: EVER, state: group.state, ...(after ? { after } : {}) });
      replayed += answer.replayed;
      after = answer.after;
    } while (after);
    overview.reload();
    return `${number(replayed)} callbacks are sent again.`;
  });

  return () => html`
    <p class="muted">Callbacks whose retries have ended (exhausted), or whose endpoint is disabled (suspended), by account. They are kept for the time of parley.retention.callbacks.</p>
    ${action.failure()}
    ${overview.show((value) => table('Callbacks', ['Account', 'State', { name: 'Callbacks', number: true }, 'Oldest event', ''],
    value.callbacks.filter((/** @type {any} */ group) => group.state !== 'pending').map((/** @type {any} */ group) => html`
      <tr>
        <td><a href=${link(['accounts', group.accountId], { tab: 'callbacks', state: group.state })}>${foreign(group.accountName ?? group.accountId)}</a></td>
        <td>${chip(group.state)}</td>
        <td class="number">${number(group.callbacks)}</td>
        <td>${time(group.oldestAt)}</td>
        <td>${group.state === 'exhausted'
    ? html`<button class="small" ?disabled=${action.busy()} @click=${() => replay(group)}>Replay all</button>`
    : html`<a class="button small" href=${link(['accounts', group.accountId], { tab: 'endpoints' })}>Endpoints</a>`}</td>
      </tr>`), 'No callback was given up.'))}`;
}

/** @param {import('../page.js').Context} context @param {URLSearchParams} query */
function expired(context, query) {
  const { api, update } = context;
  const paging = Object.fromEntries([...query].filter(([name]) => name !== 'kind'));
  const messages = loading(() => api.page('/messages', { ...paging, errorCode: EXPIRED }), update);
  const action = actions(context);
  const selected = new Set();

  const resend = () => action.run(async () => {
    const ids = [...selected];
    for (const id of ids) {
      await api.post(`/messages/${id}/resend`);
      selected.delete(id);
    }
    return `${number(ids.length)} messages are sent again, with new ids.`;
  });

  /** @param {string} id @param {boolean} on */
  function select(id, on) {
    if (on) selected.add(id);
    else selected.delete(id);
    update();
  }

  return () => html`
    <p class="muted">Messages that could not be submitted before they expired (parley.dispatch.expires-after).</p>
    ${action.failure()}
    ${messages.show((page) => html`
      <div class="actions">
        <label class="check"><input type="checkbox" .checked=${page.items.length > 0 && page.items.every((one) => selected.has(one.id))}
          @change=${(/** @type {any} */ event) => page.items.forEach((one) => select(one.id, event.target.checked))}> All on this page</label>
        <button class="primary" ?disabled=${selected.size === 0 || action.busy()} @click=${resend}>Send ${number(selected.size)} again with new ids</button>
      </div>
      ${table('Expired messages', ['', 'Time', 'Account', 'Channel', 'From', 'To', 'Content'], page.items.map((one) => html`
        <tr>
          <td><input type="checkbox" aria-label=${`Select message ${one.id}`} .checked=${selected.has(one.id)} @change=${(/** @type {any} */ event) => select(one.id, event.target.checked)}></td>
          <td><a href=${link(['messages', one.id])}>${time(one.timestamp)}</a></td>
          <td>${foreign(one.accountName)}</td><td>${one.channel}</td><td>${foreign(one.from)}</td><td>${foreign(one.to)}</td>
          <td class="content"><span class="excerpt">${foreign(excerpt(one.content))}</span></td>
        </tr>`), 'No message has expired.')}
      ${page.next ? html`<a class="button" href=${link(['dead-letters'], { kind: 'expired', ...following(page.next) })}>Next page</a>` : nothing}`)}`;
}

/** @param {import('../page.js').Context} context @param {URLSearchParams} query */
function events(context, query) {
  const { api, update } = context;
  const page = query.get('page') ?? '1';
  const parked = loading(() => api.page('/parked-events', { page }), update);
  const action = actions(context);

  /** @param {string[] | undefined} ids */
  const replay = (ids) => action.run(async () => {
    const { replayed } = await api.post('/parked-events/replay', ids ? { ids } : {});
    parked.reload();
    return `${number(replayed)} events are processed again. Those that still cannot be are parked again.`;
  });

  return () => html`
    <p class="muted">Events of providers that could not be read, or belong to a sender that is not known here. Replay them after the cause is removed.</p>
    ${action.failure()}
    ${parked.show((found) => html`
      <div class="actions"><button class="primary" ?disabled=${action.busy() || !found.items.some((one) => one.replayable)} @click=${() => replay(undefined)}>Replay all</button></div>
      ${table('Provider events', ['Time', 'Source', 'Reason', 'Event', ''], found.items.map((one) => html`
        <tr>
          <td>${time(one.parkedAt)}</td><td>${one.source}</td><td>${foreign(one.reason)}</td>
          <td class="content"><details><summary>Show</summary>${body(one.payload)}</details></td>
          <td>${one.replayable ? html`<button class="small" ?disabled=${action.busy()} @click=${() => replay([one.id])}>Replay</button>` : html`<span class="muted">not by webhook</span>`}</td>
        </tr>`), 'No event is parked.')}
      ${found.next ? html`<a class="button" href=${link(['dead-letters'], { kind: 'events', ...following(found.next) })}>Next page</a>` : nothing}`)}`;
}

/** @param {import('../page.js').Context} context @param {URLSearchParams} query */
function statuses({ api, update }, query) {
  const page = query.get('page') ?? '1';
  const orphans = loading(() => api.page('/orphan-statuses', { page }), update);
  return () => html`
    <p class="muted">Statuses of messages that are not known here. They are applied by themselves once the message is known, so there is nothing to replay.</p>
    ${orphans.show((found) => html`
      ${table('Statuses without a message', ['Received', 'Provider', "Network's id", 'Status', 'From', 'To', 'Time'], found.items.map((one) => html`
        <tr>
          <td>${time(one.receivedAt)}</td><td>${one.provider}</td><td><code>${one.providerId}</code></td><td>${chip(one.status)}</td>
          <td>${foreign(one.from)}</td><td>${foreign(one.to)}</td><td>${exactTime(one.at)}</td>
        </tr>`), 'Every status has its message.')}
      ${found.next ? html`<a class="button" href=${link(['dead-letters'], { kind: 'statuses', ...following(found.next) })}>Next page</a>` : nothing}`)}`;
}

/** @param {URLSearchParams} next */
const following = (next) => Object.fromEntries([...next].filter(([name]) => ['page', 'size', 'cursor', 'order'].includes(name)));
