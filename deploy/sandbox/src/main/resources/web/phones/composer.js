// What a person enters: text, files, a location, a contact, a sticker.
import { html, nothing } from '../lit-html/lit-html.js';

/** @import { Channel, Message } from './types.js' */

/**
 * @typedef {object} ComposerHost
 * @property {Channel} channel
 * @property {boolean} isBlocked
 * @property {Message | null} quoted
 * @property {Message | null} edited
 * @property {(input: object) => Promise<boolean>} send returns whether it was sent
 * @property {(file: File, type: string) => void} sendFile
 * @property {(name: 'location' | 'contact' | 'sticker') => void} openForm
 * @property {() => void} cancel
 */

const KINDS = ['image', 'video', 'audio'];

/** The type of a message with a file. @param {File} file */
export function typeOf(file) {
  const kind = file.type.split('/')[0];
  return file.type === 'image/webp' ? 'sticker' : KINDS.includes(kind) ? kind : 'document';
}

/** @param {ComposerHost} host */
export function composer(host) {
  if (host.isBlocked) return html`<p class="composer-note">You have blocked this business.</p>`;
  const context = host.edited ?? host.quoted;
  return html`<div class="composer">
    ${context === null ? nothing : html`<div class="composer-context" dir="auto"><span>${host.edited === null ? 'Reply to' : 'Edit'}: ${context.editedText ?? context.text ?? context.kind}</span>
      <button type="button" aria-label="Cancel" @click=${host.cancel}>×</button></div>`}
    <form @submit=${(/** @type {SubmitEvent} */ event) => submit(event, host)}>
      ${host.channel === 'sms' ? nothing : attachments(host)}
      <textarea name="text" rows="1" maxlength="7000" dir="auto" aria-label="Message" placeholder="Message"
        .value=${''} @keydown=${sendOnEnter}></textarea>
      <button type="submit" class="send" aria-label="Send">➤</button>
    </form></div>`;
}

/** @param {ComposerHost} host */
function attachments(host) {
  const hasForms = host.channel !== 'viber-partner';
  return html`<details class="attach"><summary aria-label="Attach">+</summary><div class="attach-menu">
    <label class="action">File<input type="file" class="visually-hidden" @change=${(/** @type {Event} */ event) => chooseFile(event, host)}></label>
    ${hasForms ? html`<button type="button" class="action" @click=${() => host.openForm('location')}>Location</button>
      <button type="button" class="action" @click=${() => host.openForm('contact')}>Contact</button>
      <button type="button" class="action" @click=${() => host.openForm('sticker')}>Sticker</button>` : nothing}
  </div></details>`;
}

/** @param {Event} event @param {ComposerHost} host */
function chooseFile(event, host) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const file = input.files?.[0];
  if (file !== undefined) host.sendFile(file, typeOf(file));
  input.value = '';
  input.closest('details')?.removeAttribute('open');
}

/** Enter sends, with Shift it begins a line. @param {KeyboardEvent} event */
function sendOnEnter(event) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    /** @type {HTMLTextAreaElement} */ (event.target).form?.requestSubmit();
  }
}

/** @param {SubmitEvent} event @param {ComposerHost} host */
async function submit(event, host) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const area = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));
  const text = area.value.trim();
  if (text === '') return;
  const input = host.edited === null ? { text } : { type: 'edit', message: host.edited.id, text };
  if (await host.send(input)) area.value = '';
  area.focus();
}
