// The parts of a message: files, places, contacts, cards, offers, orders. All apps share them; their styles differ.
import { html, nothing } from '../lit-html/lit-html.js';
import { api } from './api.js';
import { hostOf, isWebLink } from './formatting.js';

/** @import { Message, MessageFile, Action } from './types.js' */

/** @typedef {(action: Action) => void} Tap */

/** A file that cannot be loaded is shown as a placeholder. @param {Event} event */
function showBroken(event) {
  const element = /** @type {HTMLElement} */ (event.currentTarget);
  element.hidden = true;
  const note = element.nextElementSibling;
  if (note instanceof HTMLElement) note.hidden = false;
}

/** @param {string} name */
const placeholder = (name) => html`<span class="broken" hidden>${name} cannot be loaded</span>`;

/**
 * @param {Message} message
 * @param {MessageFile} file
 */
export function fileContent(message, file) {
  const url = api.fileUrl(message.id, file.file);
  const name = file.name ?? (file.link === undefined ? file.kind : nameOf(file.link));
  switch (file.kind) {
    case 'image':
      return html`<div class="media"><img src=${url} alt=${`Image ${name}`} loading="lazy" @error=${showBroken}>${placeholder('The image')}</div>`;
    case 'sticker':
      return html`<div class="sticker"><img src=${url} alt="Sticker" loading="lazy" @error=${showBroken}>${placeholder('The sticker')}</div>`;
    case 'video':
      return html`<div class="media"><video src=${url} controls preload="metadata" aria-label=${`Video ${name}`} @error=${showBroken}></video>${placeholder('The video')}</div>`;
    case 'audio':
      return html`<div class="audio"><audio src=${url} controls preload="metadata" aria-label=${`Audio ${name}`} @error=${showBroken}></audio>${placeholder('The audio')}</div>`;
    default:
      return html`<a class="document" href=${url} download><span class="file-type" aria-hidden="true">${extension(name)}</span>
        <bdi class="file-name">${name}</bdi></a>`;
  }
}

/** @param {string} link */
function nameOf(link) {
  const path = link.split(/[?#]/)[0];
  return path.slice(path.lastIndexOf('/') + 1) || hostOf(link);
}

/** @param {string} name */
function extension(name) {
  const dot = name.lastIndexOf('.');
  return dot < 0 || name.length - dot > 6 ? 'FILE' : name.slice(dot + 1).toUpperCase();
}

/** @param {{latitude: number, longitude: number, name?: string, address?: string}} place */
export function locationContent(place) {
  return html`<div class="location">
    <div class="map" aria-hidden="true"><span class="pin"></span></div>
    ${place.name ? html`<strong dir="auto">${place.name}</strong>` : nothing}
    ${place.address ? html`<span dir="auto">${place.address}</span>` : nothing}
    <span class="coordinates">${place.latitude}, ${place.longitude}</span>
  </div>`;
}

/** WhatsApp has a list of cards, Viber one name and number. @param {any} contacts */
export function contactsContent(contacts) {
  const cards = Array.isArray(contacts) ? contacts : [contacts];
  return cards.map((card) => html`<div class="contact">
    <span class="avatar" aria-hidden="true">${initial(nameOfCard(card))}</span>
    <div><strong dir="auto">${nameOfCard(card)}</strong>
      ${card.org?.company ? html`<span dir="auto">${card.org.company}</span>` : nothing}
      ${(card.phones ?? [{ phone: card.phone_number }]).map((/** @type {any} */ one) => html`<span>${one.phone ?? one.wa_id ?? ''}</span>`)}
      ${(card.emails ?? []).map((/** @type {any} */ one) => html`<span>${one.email ?? ''}</span>`)}
    </div></div>`);
}

/** @param {any} card */
const nameOfCard = (card) => String(typeof card.name === 'string' ? card.name : card.name?.formatted_name ?? card.name?.first_name ?? '');

/** The first character that a person sees, of any script. @param {string} text */
export const initial = (text) => [...text.trim()][0] ?? '?';

/** @param {{text: string, endsAt?: number}} offer */
export function offerContent(offer) {
  const left = offer.endsAt === undefined ? null : offer.endsAt - Date.now();
  return html`<div class="offer"><strong dir="auto">${offer.text || 'Limited-time offer'}</strong>
    ${left === null ? nothing : html`<span>${left <= 0 ? 'Offer ended' : `Ends in ${duration(left)}`}</span>`}</div>`;
}

/** @param {number} milliseconds */
function duration(milliseconds) {
  const hours = milliseconds / 3_600_000;
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  return hours >= 1 ? `${Math.round(hours)} h` : `${Math.ceil(hours * 60)} min`;
}

/** @param {any[]} items */
export function orderContent(items) {
  const total = items.reduce((sum, item) => sum + Number(item.item_price ?? 0) * Number(item.quantity ?? 1), 0);
  return html`<div class="order"><strong>${items.length === 1 ? '1 item' : `${items.length} items`}</strong>
    <ul>${items.map((item) => html`<li dir="auto">${item.quantity} × ${item.product_retailer_id}</li>`)}</ul>
    <span>${total} ${items[0]?.currency ?? ''}</span></div>`;
}

/** @param {Message} message @param {Tap} tap */
export function cardsContent(message, tap) {
  return html`<div class="cards" tabindex="0" role="group" aria-label="Cards">${(message.cards ?? []).map((card) => html`<section class="card">
    ${card.file === undefined ? nothing : fileContent(message, card.file)}
    ${card.text === undefined ? nothing : html`<p dir="auto">${card.text}</p>`}
    ${actionsContent(card.actions ?? [], tap)}
  </section>`)}</div>`;
}

/** @type {Record<string, string>} */
const ICONS = { url: '↗', call: '☎', copy: '', flow: '▤', location: '◎', address: '⌂', contact: '☺', product: '🛒', catalog: '▦', reply: '↩', row: '' };

/** @param {Action[]} actions @param {Tap} tap */
export function actionsContent(actions, tap) {
  if (actions.length === 0) return nothing;
  return html`<div class="actions">${actions.map((action) => actionButton(action, tap))}</div>`;
}

/** A link is a link, so that it can be opened and copied as in other pages. @param {Action} action @param {Tap} tap */
function actionButton(action, tap) {
  const label = html`<span aria-hidden="true">${ICONS[action.kind] ?? ''}</span> <span dir="auto">${action.label}</span>`;
  if (action.kind === 'url' && isWebLink(action.value)) {
    return html`<a class="action" href=${action.value} target="_blank" rel="noopener noreferrer" data-kind="url">${label}</a>`;
  }
  return html`<button type="button" class="action" data-kind=${action.kind} ?disabled=${action.kind === 'none' || action.kind === 'url'}
    @click=${() => tap(action)}>${label}</button>`;
}
