// Queues, callbacks, connections and circuit breakers as they are now, over all instances.
import { html, nothing } from '../../lit-html/lit-html.js';
import { duration, number } from '../../page/format.js';
import { chip, foreign, table, time } from '../elements.js';
import { loading } from '../loading.js';
import { link } from '../router.js';
import { History, Plot } from './plot.js';

const REFRESH_MS = 3_000;

/** What waits, as it was since this page was opened. */
const SERIES = [
  { label: 'Messages waiting', value: (/** @type {any} */ overview) => sum(overview.queues, (one) => one.state !== 'holdsLane', 'messages') },
  { label: 'Callbacks pending', value: (/** @type {any} */ overview) => sum(overview.callbacks, (one) => one.state === 'pending', 'callbacks') },
];

/** @param {import('../page.js').Context} context */
export function view({ api, update }) {
  const history = new History(SERIES.length);
  const plot = new Plot(SERIES.map((one) => one.label));
  const overview = loading(async () => {
    const value = await api.get('/overview');
    history.add(Date.parse(value.at) / 1000, SERIES.map((one) => one.value(value)));
    return value;
  }, changed);
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible' && !overview.busy) overview.reload();
  }, REFRESH_MS);

  function changed() {
    update();
    plot.show(document.getElementById('plot'), history);
  }

  return {
    title: 'Now',
    stop: () => {
      clearInterval(timer);
      plot.destroy();
    },
    template: () => html`
      <div class="stack">
        <h1>Now</h1>
        ${overview.show((value) => html`
          <div class="cards">${figures(value)}</div>
          <section class="panel stack" aria-labelledby="since">
            <h2 id="since">Since this page was opened</h2>
            <div id="plot" class="plot" role="img" aria-label=${`Now ${history.latest().map((one, index) => `${SERIES[index].label}: ${number(one)}`).join(', ')}`}></div>
            <p class="muted">Counted in the database, so over all instances.</p>
          </section>
          <section class="stack" aria-labelledby="queues"><h2 id="queues">Messages that are not submitted yet</h2>${queues(value.queues)}</section>
          <section class="stack" aria-labelledby="callbacks"><h2 id="callbacks">Callbacks that are not delivered</h2>${callbacks(value.callbacks)}</section>
          <section class="stack" aria-labelledby="instances"><h2 id="instances">Instances</h2>
            <p class="muted">Connections and circuit breakers are in the memory of each instance; each reports its own every few seconds.</p>
            ${connections(value.instances)}
            <h3>Open circuit breakers of senders</h3>
            ${breakers(value.instances, value.queues)}
          </section>`)}
      </div>`,
  };
}

/** @param {any} value */
function figures(value) {
  /** @type {any[]} */
  const instances = value.instances;
  const open = new Set(instances.flatMap((one) => one.openSenders.map((/** @type {any} */ breaker) => breaker.senderId))).size;
  const down = instances.flatMap((one) => one.connections).reduce((total, one) => total + one.configured - one.open, 0);
  return [
    ['Messages waiting', SERIES[0].value(value), false],
    ['Callbacks pending', SERIES[1].value(value), false],
    ['Callbacks exhausted', sum(value.callbacks, (one) => one.state === 'exhausted', 'callbacks'), true],
    ['Senders with an open circuit breaker', open, true],
    ['Connections down', down, true],
    ['Instances', value.instances.length, false],
  ].map(([name, figure, isBad]) => html`
    <div class="panel"><div class="muted">${name}</div><div class="figure ${isBad && figure ? 'error' : ''}">${number(/** @type {number} */ (figure))}</div></div>`);
}

/** @param {any[]} groups */
const queues = (groups) => table('Messages that are not submitted yet', ['Channel', 'Sender', 'State', 'Reason', { name: 'Messages', number: true }, 'Oldest due'],
  groups.map((one) => html`
    <tr>
      <td>${one.channel}</td>
      <td>${one.accountId ? html`<a href=${link(['accounts', one.accountId], { tab: 'senders' })}>${foreign(one.from)}</a>` : html`<span class="muted">deleted</span>`}</td>
      <td>${chip(one.state)}</td><td>${one.reason ?? nothing}</td><td class="number">${number(one.messages)}</td><td>${time(one.oldestDueAt)}</td>
    </tr>`), 'No message waits.');

/** @param {any[]} groups */
const callbacks = (groups) => table('Callbacks that are not delivered', ['Account', 'State', { name: 'Callbacks', number: true }, 'Oldest event'],
  groups.map((one) => html`
    <tr>
      <td><a href=${link(['accounts', one.accountId], { tab: 'callbacks', state: one.state })}>${foreign(one.accountName ?? one.accountId)}</a></td>
      <td>${chip(one.state)}</td><td class="number">${number(one.callbacks)}</td><td>${time(one.oldestAt)}</td>
    </tr>`), 'Every callback is delivered.');

/** @param {any[]} instances */
const connections = (instances) => table('Connections of the instances',
  ['Instance', 'Started', 'Reported', 'Connection', { name: 'Open', number: true }, { name: 'Waiting for a response', number: true }, { name: 'Endpoints with an open breaker', number: true }],
  instances.flatMap((one) => (one.connections.length ? one.connections : [null]).map((/** @type {any} */ connection) => html`
    <tr>
      <td>${one.instance}</td><td>${time(one.startedAt)}</td><td>${time(one.reportedAt)}</td>
      <td>${connection?.name ?? 'by HTTP only'}</td>
      <td class="number ${connection && connection.open < connection.configured ? 'error' : ''}">${connection ? `${connection.open} of ${connection.configured}` : nothing}</td>
      <td class="number">${connection ? number(connection.inFlight) : nothing}</td>
      <td class="number">${number(one.openEndpoints)}</td>
    </tr>`)), 'No instance has reported.');

/** @param {any[]} instances @param {any[]} groups */
function breakers(instances, groups) {
  const names = new Map(groups.map((one) => [one.senderId, one.from]));
  return table('Open circuit breakers of senders', ['Instance', 'Sender', 'Next probe in'],
    instances.flatMap((one) => one.openSenders.map((/** @type {any} */ breaker) => html`
      <tr><td>${one.instance}</td><td>${foreign(names.get(breaker.senderId) ?? breaker.senderId)}</td><td>${duration(breaker.probeAfterMillis)}</td></tr>`)),
    'No circuit breaker of a sender is open.');
}

/** @param {any[]} groups @param {(one: any) => boolean} wanted @param {string} member */
const sum = (groups, wanted, member) => groups.filter(wanted).reduce((total, one) => total + one[member], 0);
