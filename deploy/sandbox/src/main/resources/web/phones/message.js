// One message of a chat.
import { html, nothing } from '../lit-html/lit-html.js';
import { actionsContent, cardsContent, contactsContent, fileContent, locationContent, offerContent, orderContent } from './content.js';
import { firstLink, formatted, hostOf, linked, timeOf } from './formatting.js';

/** @import { Channel, Message, Action } from './types.js' */

/**
 * @typedef {object} MessageHost
 * @property {Channel} channel
 * @property {(id: string) => Message | undefined} find
 * @property {(message: Message, action: Action) => void} tap
 * @property {(message: Message) => void} openList
 * @property {(message: Message) => void} openMenu
 */

/** @type {Record<string, string>} */
const STATUSES = { accepted: 'Accepted', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed', expired: 'Expired' };

/** @param {Message} message @param {MessageHost} host */
export function messageBubble(message, host) {
  const side = message.fromPerson ? 'from-person' : 'from-business';
  return html`<article class="message ${side}" data-id=${message.id} data-kind=${message.kind} data-status=${message.status}
      aria-label=${message.fromPerson ? 'Message of the person' : `Message of ${message.business}`}>
    ${message.revoked ? html`<p class="revoked">This message was deleted</p>` : content(message, host)}
    ${reactions(message)}
    <footer class="state">
      ${message.editedText === null ? nothing : html`<span>edited</span>`}
      ${message.segments === undefined ? nothing : html`<span class="segments">${message.encoding?.toUpperCase()} · ${message.segments === 1 ? '1 segment' : `${message.segments} segments`}</span>`}
      <time datetime=${message.at}>${timeOf(message.at)}</time>
      ${status(message)}
      ${host.channel === 'sms' || message.revoked ? nothing : html`<button type="button" class="menu" aria-label="Reply, react or change" aria-haspopup="dialog"
        @click=${() => host.openMenu(message)}>⋯</button>`}
    </footer>
  </article>`;
}

/** Ticks as in the apps, and in words, since a business reads them as statuses. @param {Message} message */
function status(message) {
  const ticks = message.status === 'read' || message.status === 'delivered' ? '✓✓' : message.status === 'failed' || message.status === 'expired' ? '!' : '✓';
  const text = STATUSES[message.status] + (message.error === null ? '' : ` (${message.error})`);
  return html`<span class="status" data-status=${message.status}><span aria-hidden="true" class="ticks">${ticks}</span> ${text}</span>`;
}

/** @param {Message} message */
function reactions(message) {
  const all = [message.businessReaction, message.personReaction].filter((emoji) => emoji !== null && emoji !== '');
  return all.length === 0 ? nothing : html`<div class="reactions" aria-label="Reactions">${all.join(' ')}</div>`;
}

/** @param {Message} message @param {MessageHost} host */
function content(message, host) {
  /** @param {Action} action */
  const tap = (action) => host.tap(message, action);
  return html`
    ${message.quotes === undefined ? nothing : quote(message.quotes, host)}
    ${message.file === undefined ? nothing : fileContent(message, message.file)}
    ${message.header === undefined ? nothing : html`<h3 dir="auto">${message.header}</h3>`}
    ${message.offer === undefined ? nothing : offerContent(message.offer)}
    ${message.location === undefined ? nothing : locationContent(message.location)}
    ${message.contacts === undefined ? nothing : contactsContent(message.contacts)}
    ${message.sticker === undefined ? nothing : html`<div class="sticker viber-sticker" role="img" aria-label=${`Sticker ${message.sticker}`}>☺ ${message.sticker}</div>`}
    ${text(message, host)}
    ${message.order === undefined ? nothing : orderContent(message.order)}
    ${message.response === undefined ? nothing : html`<details class="response"><summary>Response</summary><pre tabindex="0">${message.response}</pre></details>`}
    ${message.kind === 'unsupported' || message.unsupported ? html`<p class="unsupported">This message is not supported by the app.</p>` : nothing}
    ${message.footer === undefined ? nothing : html`<p class="footer" dir="auto">${message.footer}</p>`}
    ${message.cards === undefined ? nothing : cardsContent(message, tap)}
    ${actions(message, host, tap)}`;
}

/** @param {Message} message @param {MessageHost} host */
function text(message, host) {
  const value = message.editedText ?? message.text;
  if (value === undefined) return nothing;
  const preview = message.showsLinkPreview || host.channel !== 'whatsapp' ? firstLink(value) : null;
  return html`${preview === null || host.channel === 'sms' ? nothing : html`<div class="link-preview" dir="auto"><strong>${hostOf(preview)}</strong><span>${preview}</span></div>`}
    <p class="text" dir="auto">${host.channel === 'whatsapp' ? formatted(value) : linked(value)}</p>`;
}

/** @param {string} id @param {MessageHost} host */
function quote(id, host) {
  const quoted = host.find(id);
  return html`<blockquote dir="auto">${quoted === undefined ? 'Earlier message' : (quoted.editedText ?? quoted.text ?? quoted.kind)}</blockquote>`;
}

/** Rows and products are behind a button. @param {Message} message @param {MessageHost} host @param {(action: Action) => void} tap */
function actions(message, host, tap) {
  if (message.listButton === undefined) return actionsContent(message.actions ?? [], tap);
  return html`<div class="actions"><button type="button" class="action" aria-haspopup="dialog" @click=${() => host.openList(message)}>
    <span aria-hidden="true">☰</span> <span dir="auto">${message.listButton}</span></button></div>`;
}
