// One message: what it is, and the timeline of all that happened to it.
import { html, nothing } from '../../lit-html/lit-html.js';
import { chip, exactTime, facts, foreign, json, problem } from '../elements.js';
import { loading } from '../loading.js';
import { go, link } from '../router.js';
import { curl } from './curl.js';
import { conversationLink, sentMessage } from './messages.js';
import { timeline } from './timeline.js';

/** States from which a message does not leave any more. */
const FINAL = ['failed', 'seen', 'deleted'];
const REFRESH_MS = 2_000;

/**
 * @param {import('../page.js').Context} context
 * @param {string[]} path the id
 */
export function view({ api, update, announce }, [id]) {
  const operator = api.session.operator;
  const message = loading(() => (operator ? api.get(`/messages/${encodeURIComponent(id)}`) : ofAccount()), update);
  /** @type {any} the message with its content, for an account's key */
  let known = null;
  /** @type {any} */
  let failure = null;
  const timer = setInterval(refresh, REFRESH_MS);

  async function ofAccount() {
    const [events, status] = await Promise.all(['events', 'status'].map((part) => api.get(`/messages/${encodeURIComponent(id)}/${part}`)));
    known ??= await sentMessage(api, id);
    return {
      ...known,
      messageId: id,
      direction: 'outbound',
      channel: status.deliveryChannel,
      context: known?.userContext,
      status: status.status,
      timestamp: events.events[0].timestamp,
      waiting: events.waiting,
      events: events.events.map((/** @type {any} */ one) => ({
        status: one.event.split('::')[1], timestamp: one.timestamp, providerTimestamp: one.providerTimestamp, error: one.details,
      })),
      attempts: [],
      callbacks: [],
    };
  }

  /** The page follows the message while something can still happen to it. */
  function refresh() {
    const value = message.value;
    const open = value && (!FINAL.includes(value.status) || value.callbacks.some((/** @type {any} */ one) => one.state === 'pending'));
    if (document.visibilityState === 'visible' && open && !message.busy) message.reload();
  }

  /** @param {() => Promise<void>} action */
  async function attempt(action) {
    failure = null;
    try {
      await action();
    } catch (error) {
      failure = error;
    }
    update();
  }

  const replay = (/** @type {any} */ callback) => attempt(async () => {
    await api.post(`/accounts/${message.value.accountId}/callbacks/${callback.id}/replay`);
    announce('The callback is sent again.');
    message.reload();
  });

  const resend = () => attempt(async () => {
    const sent = await api.post(`/messages/${id}/resend`);
    go(link(['messages', sent.messageId]));
  });

  const sendByAccount = () => attempt(async () => {
    const { channel, from, to, content, context } = message.value;
    const sent = await api.post('/messages', { channel, from, to, content, ...(context ? { context } : {}) });
    go(link(['messages', sent.messageId]));
  });

  return {
    title: `Message ${id}`,
    stop: () => clearInterval(timer),
    template: () => html`
      <div class="stack">
        <h1>Message</h1>
        ${failure ? problem(failure) : nothing}
        ${message.show((value) => html`
          ${header(value, operator)}
          <div class="columns two">
            <section class="panel stack" aria-labelledby="timeline">
              <h2 id="timeline">Timeline</h2>
              ${timeline(value, operator ? replay : null)}
            </section>
            <section class="panel stack" aria-labelledby="content">
              <h2 id="content">Content</h2>
              ${value.content ? json(value.content) : html`<p class="muted">${operator ? 'The person deleted it.' : 'It is not stored any more.'}</p>`}
              ${value.direction === 'outbound' && value.content ? html`
                <div class="actions">
                  <button @click=${() => showCurl(value)}>Copy as curl</button>
                  <button @click=${operator ? resend : sendByAccount}>Send again with a new id</button>
                </div>` : nothing}
            </section>
          </div>`)}
        <dialog aria-labelledby="curl-title">
          <div class="stack">
            <h2 id="curl-title">As a curl command</h2>
            <p>Put an API key of the account in place of <code>YOUR_API_KEY</code>.</p>
            <pre id="curl" tabindex="0"></pre>
            <form method="dialog" class="actions">
              <button type="button" class="primary" @click=${copy}>Copy</button>
              <button>Close</button>
            </form>
          </div>
        </dialog>
      </div>`,
  };

  /** @param {any} value */
  function showCurl(value) {
    const command = /** @type {HTMLElement} */ (document.getElementById('curl'));
    command.textContent = curl(value, new URL('../conversations/v3/messages', document.baseURI).href);
    document.querySelector('dialog')?.showModal();
  }

  /** Without a secure origin the browser has no clipboard; the command is selected then. */
  async function copy() {
    const command = /** @type {HTMLElement} */ (document.getElementById('curl'));
    try {
      await navigator.clipboard.writeText(command.textContent ?? '');
      document.querySelector('dialog')?.close();
      announce('The command was copied.');
    } catch {
      getSelection()?.selectAllChildren(command);
    }
  }
}

/** @param {any} value @param {boolean} operator */
function header(value, operator) {
  return html`
    <section class="panel stack" aria-label="Message">
      <div class="row">${chip(value.status)} <code>${value.messageId}</code>
        ${value.from && value.to ? html`<a href=${conversationLink(value)}>Conversation</a>` : nothing}</div>
      ${facts([
    ['Direction', value.direction],
    ['Channel', value.channel],
    ['From', foreign(value.from)],
    ['To', foreign(value.to)],
    ['Account', operator ? html`<a href=${link(['accounts', value.accountId])}>${foreign(value.accountName ?? value.accountId)}</a>` : nothing],
    ['Accepted', exactTime(value.timestamp)],
    ['Context', foreign(value.context)],
    ['Source', foreign(value.source)],
    ['Callback URL of the request', foreign(value.callbackUrl)],
    ['Bulk', value.bulkId ? html`<code>${value.bulkId}</code>, number ${value.bulkPosition + 1}` : nothing],
    ['Segments', value.segments ? `${value.segments}${value.encoding ? `, ${value.encoding}` : ''}` : nothing],
    ["Network's id", value.providerIds?.length ? html`${value.providerIds.map((/** @type {any} */ one) => html`<code>${one.id}</code> `)}` : nothing],
    ['Trace id', value.traceId ? html`<code>${value.traceId}</code>` : nothing],
  ])}
    </section>`;
}
