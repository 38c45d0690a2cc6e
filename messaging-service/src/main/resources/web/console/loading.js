// What a view loads: its value, or why there is none.
import { html, nothing } from '../lit-html/lit-html.js';
import { problem } from './elements.js';

/**
 * Loads a value, and again on demand; of several loads the last one counts.
 * @template T
 * @param {() => Promise<T>} load
 * @param {() => void} changed called after each change
 */
export function loading(load, changed) {
  const state = {
    /** @type {T | undefined} */ value: undefined,
    /** @type {Error | null} */ error: null,
    busy: false,
    reload,
    show,
  };
  let current = 0;

  async function reload() {
    const mine = ++current;
    state.busy = true;
    try {
      const value = await load();
      if (mine !== current) return;
      Object.assign(state, { value, error: null, busy: false });
    } catch (error) {
      if (mine !== current) return;
      Object.assign(state, { error, busy: false });
    }
    changed();
  }

  /** @param {(value: T) => unknown} template */
  function show(template) {
    return html`
      ${state.error ? problem(state.error) : nothing}
      ${state.value === undefined ? (state.error ? nothing : html`<p class="muted" role="status">Loading…</p>`) : template(state.value)}`;
  }

  reload();
  return state;
}
