// The page of the phones: persons at the left, any number of handsets, and the panels of the providers.
import { html, nothing, render } from '../lit-html/lit-html.js';
import { repeat } from '../lit-html/directives/repeat.js';
import { api } from './api.js';
import { Handset } from './handset.js';
import { Panels, PANELS } from './panels.js';
import { Scrolling } from './scrolling.js';
import { sidebar } from './sidebar.js';
import { Store } from './store.js';

/** @import { Business } from './types.js' */

/** @type {Record<string, string>} */
const STATES = { connecting: 'Connecting…', open: 'Live', waiting: 'Connection lost; connecting again…', refused: 'The sandbox refuses the connection' };

/** The maximum of a stream. */
const MAX_PHONES = 50;

const PHONE = /^(whatsapp|viber|viber-partner|sms):[^@]/;

/** The state of the page that its address contains, so that a link shows the same. */
class Address {
  /** @returns {{phones: Map<string, string | null>, panel: string, filter: string}} chats by phone */
  read() {
    const values = new URLSearchParams(location.hash.slice(1));
    /** @type {Map<string, string | null>} */
    const phones = new Map();
    for (const value of values.getAll('phone').filter((one) => PHONE.test(one))) {
      const at = value.indexOf('@');
      if (at < 0) phones.set(value, null);
      else phones.set(value.slice(0, at), value.slice(at + 1));
    }
    return { phones, panel: values.get('panel') ?? '', filter: values.get('channel') ?? '' };
  }

  /** @param {{phones: Map<string, string | null>, panel: string, filter: string}} state */
  write({ phones, panel, filter }) {
    const values = new URLSearchParams();
    for (const [key, business] of phones) values.append('phone', business === null ? key : `${key}@${business}`);
    if (panel !== '') values.set('panel', panel);
    if (filter !== '') values.set('channel', filter);
    const hash = `#${values}`;
    if (hash !== location.hash) history.replaceState(null, '', hash);
  }
}

class Page {
  #root = /** @type {HTMLElement} */ (document.querySelector('#page'));
  #store = new Store();
  #address = new Address();
  #state = this.#address.read();
  /** @type {Map<string, Handset>} */
  #handsets = new Map();
  /** @type {Business[]} */
  #businesses = [];
  #panels = new Panels(() => this.#schedule());
  #scrolling = new Scrolling();
  #isScheduled = false;
  /** On a narrow screen the phones have more space without the list. */
  #hasSidebar = matchMedia('(min-width: 761px)').matches || this.#state.phones.size === 0;

  start() {
    this.#root.replaceChildren();
    this.#store.addEventListener('change', () => this.#schedule());
    addEventListener('hashchange', () => this.#apply(this.#address.read()));
    document.addEventListener('visibilitychange', () => this.#schedule());
    this.#store.start(this.#state.phones);
    this.#store.attempt(async () => { this.#businesses = await api.businesses(); });
    this.#schedule();
  }

  /** @param {Partial<{phones: Map<string, string | null>, panel: string, filter: string}>} changes */
  #apply(changes) {
    this.#state = { ...this.#state, ...changes };
    this.#address.write(this.#state);
    for (const key of this.#handsets.keys()) if (!this.#state.phones.has(key)) this.#handsets.delete(key);
    this.#store.setOpen(this.#state.phones);
    this.#schedule();
  }

  /** @param {string} key @param {string | null} business */
  #choose(key, business) {
    if (this.#state.phones.size >= MAX_PHONES && !this.#state.phones.has(key)) {
      this.#store.notify(`At most ${MAX_PHONES} phones can be open.`);
      return;
    }
    this.#apply({ phones: new Map([...this.#state.phones, [key, business]]) });
  }

  /** @param {string} key */
  #close(key) {
    this.#apply({ phones: new Map([...this.#state.phones].filter(([open]) => open !== key)) });
  }

  /** Opens a phone with its newest chat, or closes it. @param {string} key */
  #toggle(key) {
    if (this.#state.phones.has(key)) this.#close(key);
    else this.#choose(key, this.#store.phone(key)?.chats[0]?.business ?? null);
  }

  /** @param {string} key */
  #handset(key) {
    let handset = this.#handsets.get(key);
    if (handset === undefined) {
      handset = new Handset(this.#store, key, {
        choose: (business) => this.#choose(key, business),
        close: () => this.#close(key),
        businesses: () => this.#businesses,
      });
      this.#handsets.set(key, handset);
    }
    return handset;
  }

  /** Draws once for all changes of a frame. */
  #schedule() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      this.#draw();
    });
  }

  #draw() {
    const restore = this.#scrolling.note(this.#root);
    const { phones, panel, filter } = this.#state;
    render(html`
      <header class="top">
        <h1>Phones</h1>
        <span class="live" role="status" data-state=${this.#store.state}>${this.#store.isBehind ? 'Behind; loading again…' : STATES[this.#store.state]}</span>
        <nav class="panel-buttons" aria-label="Panels">${Object.entries(PANELS).map(([name, title]) => html`<button type="button"
          aria-pressed=${panel === name ? 'true' : 'false'} @click=${() => this.#apply({ panel: panel === name ? '' : name })}>${title}</button>`)}</nav>
      </header>
      <p class="notice" role="alert">${this.#store.notice === '' ? nothing : html`<span>${this.#store.notice}</span>
        <button type="button" aria-label="Dismiss" @click=${() => this.#store.notify('')}>×</button>`}</p>
      <div class="layout" data-panel=${panel}>
        ${sidebar({
          phones: this.#store.phones,
          open: new Set(phones.keys()),
          filter,
          setFilter: (value) => this.#apply({ filter: value }),
          toggle: (key) => this.#toggle(key),
          isShown: this.#hasSidebar,
          setShown: (isShown) => { this.#hasSidebar = isShown; },
          add: (key) => this.#choose(key, this.#store.phone(key)?.chats[0]?.business ?? null),
        })}
        <main aria-label="Handsets" data-kept-messages=${this.#store.keptMessages}>
          ${repeat(phones, ([key]) => key, ([key, business]) => this.#handset(key).view(business))}
          ${phones.size === 0 ? html`<p class="empty">Choose a person, or add one.</p>` : nothing}
        </main>
        ${panel in PANELS ? this.#panels.view(panel) : nothing}
      </div>`, this.#root);
    restore();
  }
}

new Page().start();
