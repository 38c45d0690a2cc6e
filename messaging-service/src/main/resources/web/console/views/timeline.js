// All that happened to a message, in the order of time.
import { html, nothing } from '../../lit-html/lit-html.js';
import { between, dateTime, duration } from '../../page/format.js';
import { body, chip, foreign } from '../elements.js';
import { link } from '../router.js';

/**
 * An entry of the timeline.
 * @typedef {object} Entry
 * @property {string} at
 * @property {number} order among entries of the same time
 * @property {'good' | 'error' | 'warning' | 'muted'} kind
 * @property {unknown} title
 * @property {unknown} [details]
 */

const EVENT_KINDS = /** @type {Record<string, Entry['kind']>} */ ({ delivered: 'good', seen: 'good', failed: 'error', channelFailed: 'error' });
const OUTCOMES = /** @type {Record<string, [string, Entry['kind']]>} */ ({
  accepted: ['The provider accepted it', 'good'],
  rejected: ['The provider rejected it', 'error'],
  deferred: ['Not accepted; attempted again later', 'warning'],
  throttled: ['The provider asked to slow down', 'warning'],
  inDoubt: ['No answer: it is unknown whether the provider has it', 'warning'],
});
const REASONS = /** @type {Record<string, string>} */ ({
  throttled: 'the provider asked the sender to slow down',
  recipientThrottled: 'the provider throttles this sender for this recipient',
  providerUnavailable: 'the provider is temporarily unavailable',
  notConnected: 'there is no connection to the provider',
  media: 'the upload of its file to the provider is not complete',
  inDoubt: 'it is unknown whether the provider has it; a status may settle that',
  circuitBreakerOpen: 'calls for its sender failed in a row',
  previousMessage: 'an earlier message to the same person comes first',
  providerResponse: 'the call to the provider is in flight',
  queue: 'it waits for a free slot',
});

/**
 * @param {any} message
 * @param {((callback: any) => void) | null} replay null if it is not permitted
 */
export function timeline(message, replay) {
  const entries = [
    first(message),
    ...message.events.slice(message.direction === 'outbound' ? 1 : 0).map(event),
    ...message.attempts.map(attempt),
    ...message.callbacks.flatMap((/** @type {any} */ one) => callback(one, replay)),
    ...(message.waiting ? [waiting(message.waiting)] : []),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || one.order - other.order);
  return html`<ol class="timeline">${entries.map((entry) => item(entry, message.timestamp))}</ol>`;
}

/** @param {Entry} entry @param {string} start */
const item = (entry, start) => html`
  <li class=${entry.kind}>
    <div class="title">${entry.title}</div>
    <div class="when"><time datetime=${entry.at}>${dateTime(entry.at)}</time>${entry.at === start ? nothing : html` · after ${between(start, entry.at)}`}</div>
    ${entry.details ?? nothing}
  </li>`;

/** @param {any} message @returns {Entry} */
const first = (message) => (message.direction === 'inbound'
  ? { at: message.timestamp, order: 0, kind: 'good', title: 'Received from the person' }
  : { at: message.timestamp, order: 0, kind: 'muted', title: html`API call: accepted${message.source ? html` (source ${foreign(message.source)})` : nothing}` });

/** @param {any} one @returns {Entry} */
const event = (one) => ({
  at: one.timestamp,
  order: 3,
  kind: EVENT_KINDS[one.status] ?? 'muted',
  title: html`Status ${chip(one.status)}`,
  details: html`
    ${failure(one.error)}
    ${one.providerTimestamp ? html`<div class="when">by the provider's clock ${dateTime(one.providerTimestamp)}</div>` : nothing}`,
});

/** @param {any} one @returns {Entry} */
function attempt(one) {
  const [title, kind] = OUTCOMES[one.outcome] ?? [one.outcome, 'muted'];
  return {
    at: one.at,
    order: 1,
    kind,
    title: html`Attempt ${one.attempt}: ${title}`,
    details: html`
      <div class="when">${one.endpoint ? html`<code>${one.endpoint}</code> · ` : nothing}${one.status ? html`HTTP ${one.status} · ` : nothing}took ${duration(one.durationMillis)}</div>
      ${failure(one.error)}
      ${one.request || one.response ? html`
        <details><summary>Request and response</summary>
          <div class="exchange">
            ${one.request ? html`<h3>Request</h3>${body(one.request)}` : nothing}
            <h3>Response</h3>${one.response ? body(one.response) : html`<p class="muted">None that could be read.</p>`}
          </div>
        </details>` : nothing}`,
  };
}

/** A callback, and each of its logged attempts. @param {any} one @param {((callback: any) => void) | null} replay @returns {Entry[]} */
function callback(one, replay) {
  const planned = {
    at: one.createdAt,
    order: 4,
    kind: /** @type {Entry['kind']} */ (one.state === 'delivered' ? 'good' : one.state === 'exhausted' ? 'error' : 'warning'),
    title: html`Callback ${one.event} ${chip(one.state)}`,
    details: html`
      <div class="when">webhook-id <code>${one.id}</code>${one.dueAt ? html` · next attempt ${dateTime(one.dueAt)}` : nothing}</div>
      ${one.state === 'delivered' && one.attemptLog.length === 0 ? html`<div class="when">Delivered at the first attempt, which is not logged.</div>` : nothing}
      ${one.lastError ? html`<div class="error">${foreign(one.lastError)}</div>` : nothing}
      ${replay ? html`<div class="actions"><button class="small" @click=${() => replay(one)}>Replay callback</button></div>` : nothing}`,
  };
  return [planned, ...one.attemptLog.map((/** @type {any} */ tried) => callbackAttempt(one, tried))];
}

/** @param {any} one @param {any} tried @returns {Entry} */
const callbackAttempt = (one, tried) => ({
  at: tried.at,
  order: 5,
  kind: tried.error ? 'error' : 'good',
  title: html`Callback ${one.event}: attempt ${tried.attempt} ${tried.error ? 'failed' : 'succeeded'}`,
  details: html`
    <div class="when">${tried.status ? html`HTTP ${tried.status} · ` : nothing}took ${duration(tried.durationMillis)}${tried.endpoint ? html` · ${foreign(tried.endpoint)}` : nothing}</div>
    ${tried.error ? html`<div class="error">${foreign(tried.error)}</div>` : nothing}
    ${tried.response ? html`<details><summary>Response</summary><div class="exchange">${body(tried.response)}</div></details>` : nothing}`,
});

/** @param {any} one @returns {Entry} */
const waiting = (one) => ({
  at: one.since,
  order: 2,
  kind: 'warning',
  title: `Waits: ${REASONS[one.reason] ?? one.reason}`,
  details: html`
    <div class="when">attempt ${one.attempt}${one.nextAttempt ? html` · not before ${dateTime(one.nextAttempt)}` : nothing}${one.behind ? html` · behind <a href=${link(['messages', one.behind])}>${one.behind}</a>` : nothing}</div>
    ${failure(one.details)}`,
});

/** @param {{ code: string, message?: string } | undefined} error */
const failure = (error) => (error ? html`<div class="error"><code>${error.code}</code> ${foreign(error.message)}</div>` : nothing);
