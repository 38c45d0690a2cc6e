// The messages of both directions between one of our senders and one person.
import { html, nothing } from '../../lit-html/lit-html.js';
import { chip, exactTime, excerpt, foreign } from '../elements.js';
import { loading } from '../loading.js';
import { link } from '../router.js';
import { messageLink } from './messages.js';

/**
 * @param {import('../page.js').Context} context
 * @param {string[]} path channel, our identity, the person
 * @param {URLSearchParams} query
 */
export function view({ api, update }, [channel = '', ours = '', person = ''], query) {
  const here = ['conversations', channel, ours, person];
  const talk = loading(() => (api.session.operator ? ofOperator() : ofAccount()), update);

  /** The newest messages of each direction, since the search has one direction of a pair at a time. */
  async function ofOperator() {
    const period = paging(query);
    const [sent, received] = await Promise.all([
      api.page('/messages', { ...period, channel, direction: 'outbound', from: ours, to: person }),
      api.page('/messages', { ...period, channel, direction: 'inbound', from: person, to: ours }),
    ]);
    // A page ends where the shorter of both ends, so that none is left out between two pages.
    const ends = [sent, received].filter((page) => page.next && page.items.length).map((page) => page.items.at(-1).timestamp);
    const end = ends.sort().at(-1);
    const items = [...sent.items, ...received.items].filter((one) => !end || one.timestamp >= end);
    return { items: byTime(items), earlier: end ? link(here, { until: end }) : null };
  }

  async function ofAccount() {
    const page = await api.page(`/conversations/${[channel, ours, person].map(encodeURIComponent).join('/')}`, { ...paging(query), order: 'newestFirst' });
    const parameters = page.next ? Object.fromEntries(page.next) : null;
    return { items: byTime(page.items), earlier: parameters ? link(here, parameters) : null };
  }

  return {
    title: `Conversation of ${ours} and ${person}`,
    template: () => html`
      <div class="stack">
        <h1>Conversation</h1>
        <p>${channel}: ${foreign(ours)} and ${foreign(person)}</p>
        ${talk.show((found) => html`
          <div class="actions">
            ${found.earlier ? html`<a class="button" href=${found.earlier}>Earlier messages</a>` : nothing}
            ${[...query].length ? html`<a class="button" href=${link(here)}>Newest messages</a>` : nothing}
          </div>
          ${found.items.length ? html`<ol class="talk" aria-label="Messages, the oldest first">${found.items.map(message)}</ol>` : html`<p class="muted">No messages.</p>`}`)}
      </div>`,
  };
}

/** @param {any} one */
function message(one) {
  return html`
    <li class=${one.direction}>
      ${one.content ? html`<div class="text">${foreign(excerpt(one.content))}</div>` : html`<span class="muted">deleted by the person</span>`}
      <div class="row"><a href=${messageLink(one)}>${exactTime(one.timestamp)}</a> ${chip(one.status)}
        ${one.details ? html`<span class="error">${foreign(one.details.message)}</span>` : nothing}</div>
    </li>`;
}

/** @param {URLSearchParams} query */
const paging = (query) => Object.fromEntries([...query].filter(([name]) => ['until', 'since', 'cursor', 'page', 'size', 'order'].includes(name)));

/** @param {any[]} items */
const byTime = (items) => items.sort((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp));
