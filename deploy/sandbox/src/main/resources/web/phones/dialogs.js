// Dialogs of a phone: list rows, products, forms, reactions.
import { html, nothing, render } from '../lit-html/lit-html.js';

/** @import { Action, Message } from './types.js' */
/** @import { TemplateResult } from '../lit-html/lit-html.js' */

/**
 * Shows a modal dialog; it ends by `close`, by Escape or by its button.
 *
 * @param {string} title
 * @param {(close: () => void) => unknown} content
 * @param {string} [style] class of the dialog
 */
export function showDialog(title, content, style = '') {
  const dialog = document.createElement('dialog');
  dialog.className = `phone-dialog ${style}`;
  dialog.setAttribute('aria-label', title);
  const close = () => dialog.close();
  dialog.addEventListener('close', () => dialog.remove());
  render(html`<header><h2 dir="auto">${title}</h2><button type="button" aria-label="Close" @click=${close}>×</button></header>
    <div class="dialog-content">${content(close)}</div>`, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Rows of a list, or products, in sections. @param {Message} message @param {(action: Action) => void} tap */
export function showList(message, tap) {
  const sections = Map.groupBy(message.actions ?? [], (action) => action.section ?? '');
  showDialog(message.listButton ?? 'List', (close) => [...sections].map(([section, actions]) => html`
    ${section === '' ? nothing : html`<h3 dir="auto">${section}</h3>`}
    ${actions.map((action) => html`<button type="button" class="row" data-kind=${action.kind} @click=${() => { close(); tap(action); }}>
      <strong dir="auto">${action.label}</strong>${action.description ? html`<span dir="auto">${action.description}</span>` : nothing}
    </button>`)}`));
}

/**
 * A form whose values are passed on as an object.
 *
 * @typedef {{name: string, label: string, value?: string, type?: string, required?: boolean}} Field
 * @param {string} title
 * @param {Field[]} fields
 * @param {(values: Record<string, string>) => void} submit
 * @param {string} [label] of the button
 */
export function showForm(title, fields, submit, label = 'Send') {
  showDialog(title, (close) => html`<form @submit=${(/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(/** @type {HTMLFormElement} */ (event.target))].map(([name, value]) => [name, String(value)]));
    close();
    submit(values);
  }}>
    ${fields.map((field) => html`<label>${field.label}<input name=${field.name} .value=${field.value ?? ''} type=${field.type ?? 'text'} step="any"
      ?required=${field.required !== false} maxlength="200" dir="auto"></label>`)}
    <button type="submit" class="primary">${label}</button></form>`);
}

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/**
 * What a person does with a message.
 *
 * @param {Message} message
 * @param {{reply: () => void, react: (emoji: string) => void, edit: () => void, revoke: () => void}} host
 * @param {boolean} isWhatsApp
 */
export function showMenu(message, host, isWhatsApp) {
  showDialog('Message', (close) => {
    /** @param {() => void} action */
    const and = (action) => () => { close(); action(); };
    return html`
      ${isWhatsApp ? html`<div class="emoji">${EMOJI.map((emoji) => html`<button type="button" aria-label=${`React with ${emoji}`} @click=${and(() => host.react(emoji))}>${emoji}</button>`)}
        ${message.personReaction ? html`<button type="button" @click=${and(() => host.react(''))}>Remove</button>` : nothing}</div>` : nothing}
      <button type="button" class="row" @click=${and(host.reply)}>Reply</button>
      ${isWhatsApp && message.fromPerson ? html`<button type="button" class="row" @click=${and(host.edit)}>Edit</button>
        <button type="button" class="row" @click=${and(host.revoke)}>Delete for everyone</button>` : nothing}`;
  });
}
