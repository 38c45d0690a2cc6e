// Boxes for scopes in a form.
import { html } from '../../lit-html/lit-html.js';

/**
 * @param {string[]} all
 * @param {string[]} granted
 */
export const scopes = (all, granted) => html`
  <fieldset><legend>Scopes</legend>
    <div class="fields">${all.map((scope) => html`<label class="check"><input type="checkbox" name="scope" value=${scope} ?checked=${granted.includes(scope)}> ${scope}</label>`)}</div>
  </fieldset>`;
