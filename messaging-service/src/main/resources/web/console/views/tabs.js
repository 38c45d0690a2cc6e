// Parts of one view, each with a link of its own.
import { html, nothing } from '../../lit-html/lit-html.js';

/**
 * @param {string} label
 * @param {Record<string, string>} tabs names shown, by the value in the URL
 * @param {string} current
 * @param {(name: string) => string} link
 */
export const tabs = (label, tabs, current, link) => html`
  <nav class="tabs" aria-label=${label}>
    ${Object.entries(tabs).map(([name, text]) => html`<a href=${link(name)} aria-current=${name === current ? 'page' : nothing}>${text}</a>`)}
  </nav>`;
