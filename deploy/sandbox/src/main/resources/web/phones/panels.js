// The panels: templates under review, numbers, faults. They do what Meta, persons at Meta and networks do.
import { html, nothing } from '../lit-html/lit-html.js';
import { api, call } from './api.js';
import { FaultsPanel } from './faults.js';

/** @type {Record<string, string>} */
export const PANELS = { templates: 'Templates', numbers: 'Numbers', faults: 'Faults' };

const REASONS = ['INVALID_FORMAT', 'INCORRECT_CATEGORY', 'PROMOTIONAL', 'ABUSIVE_CONTENT', 'SCAM', 'TAG_CONTENT_MISMATCH'];
const SCORES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'];
const RATINGS = ['GREEN', 'YELLOW', 'RED'];
const TIERS = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'];
const REFRESH_EVERY = 3_000;

/** Draws a panel; loads its data when it is opened, and while it is open. */
export class Panels {
  #changed;
  #shown = '';
  /** @type {any[]} */
  #templates = [];
  /** @type {any[]} */
  #numbers = [];
  #notice = '';
  #faults;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {() => void} changed draws the page again */
  constructor(changed) {
    this.#changed = changed;
    this.#faults = new FaultsPanel(changed);
  }

  /** @param {string} name */
  view(name) {
    if (name !== this.#shown) this.#open(name);
    return html`<aside class="panel" aria-label=${PANELS[name]} data-panel=${name}>
      <h2>${PANELS[name]}</h2>
      <p class="panel-notice" role="status">${this.#notice}</p>
      ${name === 'templates' ? this.#templatesView() : name === 'numbers' ? this.#numbersView() : this.#faults.view()}
    </aside>`;
  }

  /** @param {string} name */
  #open(name) {
    this.#shown = name;
    this.#notice = '';
    clearInterval(this.#timer);
    const load = () => {
      const isOpen = document.querySelector(`.panel[data-panel="${name}"]`) !== null;
      if (!isOpen) this.#shown = this.#shown === name ? '' : this.#shown;
      if (!isOpen || document.hidden) return isOpen || clearInterval(this.#timer);
      return this.#attempt(() => this.#load(name));
    };
    this.#attempt(() => this.#load(name));
    if (name !== 'faults') this.#timer = setInterval(load, REFRESH_EVERY);
  }

  /** @param {string} name */
  async #load(name) {
    if (name === 'faults') return this.#faults.load();
    if (name === 'numbers') {
      const numbers = (await api.businesses()).filter((business) => business.id !== undefined);
      this.#numbers = await Promise.all(numbers.map((number) => call('GET', `/control/numbers/${number.id}`)));
      return undefined;
    }
    const { accounts } = await call('GET', '/control/accounts');
    const lists = await Promise.all(accounts.map((/** @type {any} */ account) => call('GET', `/control/accounts/${account.id}/templates`)));
    const waiting = (/** @type {any} */ template) => (isWaiting(template) ? 0 : 1);
    this.#templates = lists.flatMap((list) => list.templates).sort((one, other) => waiting(one) - waiting(other));
    return undefined;
  }

  /** @param {() => Promise<any>} action */
  async #attempt(action) {
    try {
      await action();
    } catch (error) {
      this.#notice = error instanceof Error ? error.message : String(error);
    }
    this.#changed();
  }

  /** @param {string} path @param {object} body */
  #put(path, body) {
    return this.#attempt(async () => {
      const { webhook } = await call('PUT', path, body);
      this.#notice = webhook === null ? 'Changed; no webhook is sent.' : `Changed; the webhook ${webhook} is sent.`;
      await this.#load(this.#shown);
    });
  }

  #templatesView() {
    if (this.#templates.length === 0) return html`<p class="empty">No templates</p>`;
    return html`<ul class="cards-list">${this.#templates.map((template) => this.#template(template))}</ul>`;
  }

  /** @param {any} template */
  #template(template) {
    const path = `/control/templates/${template.id}`;
    const body = (template.components ?? []).find((/** @type {any} */ component) => component.type === 'BODY')?.text ?? '';
    return html`<li data-status=${template.status}>
      <strong><bdi>${template.name}</bdi></strong> <span class="chip">${template.language}</span> <span class="chip">${template.category}</span>
      <span class="chip" data-status=${template.status}>${template.status}</span>
      ${template.rejected_reason && template.rejected_reason !== 'NONE' ? html`<span class="chip">${template.rejected_reason}</span>` : nothing}
      <p dir="auto">${body}</p>
      <div class="panel-actions">
        ${isWaiting(template) ? html`<button type="button" class="primary" @click=${() => this.#put(`${path}/approve`, {})}>Approve</button>
          ${choice('Reject', 'Reject…', REASONS, '', (reason) => this.#put(`${path}/reject`, { reason }))}` : nothing}
        ${template.status === 'APPROVED' ? html`<button type="button" @click=${() => this.#put(`${path}/pause`, {})}>Pause</button>` : nothing}
        ${template.status === 'PAUSED' ? html`<button type="button" @click=${() => this.#put(`${path}/unpause`, {})}>Unpause</button>` : nothing}
        ${template.status === 'APPROVED' || template.status === 'PAUSED'
          ? choice('Quality', '', SCORES, template.quality_score?.score, (score) => this.#put(`${path}/quality`, { score })) : nothing}
      </div></li>`;
  }

  #numbersView() {
    return html`<ul class="cards-list">${this.#numbers.map((number) => html`<li>
      <strong><bdi>${number.display_phone_number}</bdi></strong> <bdi>${number.verified_name}</bdi> <span class="chip">${number.status}</span>
      <div class="panel-actions">
        ${choice('Quality', '', RATINGS, number.quality_rating, (rating) => this.#put(`/control/numbers/${number.id}/quality`, { quality_rating: rating }))}
        ${choice('Messaging limit', '', TIERS, number.whatsapp_business_manager_messaging_limit ?? number.messaging_limit_tier, (tier) => this.#put(`/control/numbers/${number.id}/limit`, { tier }))}
      </div></li>`)}</ul>`;
  }
}

/** @param {any} template */
const isWaiting = (template) => template.status === 'PENDING' || template.status === 'IN_APPEAL';

/** @param {string} label @param {string} prompt first entry, which does nothing @param {string[]} values @param {string | undefined} current @param {(value: string) => void} choose */
function choice(label, prompt, values, current, choose) {
  return html`<label>${label}<select .value=${current ?? ''} @change=${(/** @type {Event} */ event) => {
    const value = /** @type {HTMLSelectElement} */ (event.target).value;
    if (value !== '') choose(value);
  }}>${current && values.includes(current) ? nothing : html`<option value="">${prompt || '–'}</option>`}
    ${values.map((value) => html`<option value=${value} ?selected=${value === current}>${value}</option>`)}</select></label>`;
}
