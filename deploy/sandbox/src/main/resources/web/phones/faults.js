// The switches of the fault plan, drawn from the OpenAPI document: a fault that is added there appears here.
import { html, nothing } from '../lit-html/lit-html.js';
import { call } from './api.js';

/**
 * @typedef {object} Schema
 * @property {string | string[]} [type]
 * @property {string} [$ref]
 * @property {string} [description]
 * @property {any[]} [enum]
 * @property {Record<string, Schema>} [properties]
 * @property {Schema} [additionalProperties]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {any} [default]
 */

/** Draws the plan in force; each change replaces the plan. */
export class FaultsPanel {
  #changed;
  /** @type {Record<string, Schema>} */
  #schemas = {};
  /** @type {any} */
  #plan = null;
  #notice = '';

  /** @param {() => void} changed draws the page again */
  constructor(changed) {
    this.#changed = changed;
  }

  async load() {
    const [document, plan] = await Promise.all([call('GET', '/openapi'), call('GET', '/control/faults')]);
    this.#schemas = document.components.schemas;
    this.#plan = plan;
  }

  view() {
    if (this.#plan === null) return html`<p class="empty">Loading…</p>`;
    const sections = Object.entries(this.#schemas.FaultPlan.properties ?? {});
    return html`<p class="panel-notice" role="alert">${this.#notice}</p>
      <button type="button" class="primary" @click=${() => this.#replace({})}>No faults</button>
      ${sections.map(([name, schema]) => this.#section([name], schema))}`;
  }

  /** A section is open or closed by the person only. @param {string[]} path @param {Schema} schema @returns {unknown} */
  #section(path, schema) {
    const resolved = this.#resolve(schema);
    if (resolved.properties === undefined || this.#isRange(resolved)) return this.#field(path, schema);
    return html`<details class="faults" data-faults=${path.join('.')}><summary>${path.at(-1)}</summary>
      ${resolved.description ? html`<p class="hint">${resolved.description}</p>` : nothing}
      ${Object.entries(resolved.properties).map(([name, member]) => this.#section([...path, name], member))}</details>`;
  }

  /** @param {Schema} schema @returns {Schema} */
  #resolve(schema) {
    if (schema.$ref === undefined) return schema;
    const target = this.#schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {};
    return schema.description === undefined ? target : { ...target, description: schema.description };
  }

  /** @param {Schema} schema */
  #isRange(schema) {
    return Object.keys(schema.properties ?? {}).join() === 'min,max';
  }

  /** @param {string[]} path @param {Schema} schema */
  #field(path, schema) {
    const resolved = this.#resolve(schema);
    const value = path.reduce((plan, name) => plan?.[name], this.#plan);
    return html`<label class="fault" data-fault=${path.join('.')}><span>${path.at(-1)}</span>${this.#input(path, resolved, value)}
      ${resolved.description ? html`<small>${resolved.description}</small>` : nothing}</label>`;
  }

  /** @param {string[]} path @param {Schema} schema @param {any} value */
  #input(path, schema, value) {
    const types = [schema.type].flat();
    const set = (/** @type {any} */ next) => this.#set(path, next);
    if (types.includes('boolean')) {
      return html`<input type="checkbox" role="switch" .checked=${value === true} @change=${(/** @type {any} */ event) => set(event.target.checked)}>`;
    }
    if (schema.enum !== undefined) {
      return html`<select @change=${(/** @type {any} */ event) => set(event.target.value || null)}>
        ${value === null || value === undefined ? html`<option value="" selected>default</option>` : nothing}
        ${schema.enum.map((one) => html`<option value=${one} ?selected=${one === value}>${one}</option>`)}</select>`;
    }
    if (types.includes('number') || types.includes('integer')) {
      return html`<input type="number" min=${schema.minimum ?? 0} max=${schema.maximum ?? nothing} step=${types.includes('integer') ? 1 : 0.05}
        .value=${value ?? ''} @change=${(/** @type {any} */ event) => set(event.target.value === '' ? null : Number(event.target.value))}>`;
    }
    if (types.includes('string')) {
      return html`<input .value=${value ?? ''} @change=${(/** @type {any} */ event) => set(event.target.value || null)}>`;
    }
    return html`<input class="json" spellcheck="false" .value=${JSON.stringify(value ?? null)} @change=${(/** @type {any} */ event) => this.#setJson(path, event.target.value)}>`;
  }

  /** Ranges and codes by recipient are entered as JSON. @param {string[]} path @param {string} text */
  #setJson(path, text) {
    try {
      return this.#set(path, JSON.parse(text));
    } catch {
      this.#notice = `${path.join('.')} must be JSON, such as {"min": 0, "max": 500}.`;
      return this.#changed();
    }
  }

  /** @param {string[]} path @param {any} value */
  #set(path, value) {
    const plan = structuredClone(this.#plan);
    const parent = path.slice(0, -1).reduce((object, name) => (object[name] ??= {}), plan);
    parent[/** @type {string} */ (path.at(-1))] = value;
    return this.#replace(plan);
  }

  /** @param {object} plan */
  async #replace(plan) {
    try {
      this.#plan = await call('PUT', '/control/faults', plan);
      this.#notice = '';
    } catch (error) {
      this.#notice = error instanceof Error ? error.message : String(error);
    }
    this.#changed();
  }
}
