// One run of a Flow: its screens so far, their data and what was entered.
import { MAX_HISTORY, isObject } from './limits.js';
import { Scope } from './scope.js';

/** Dispatches `screen` when another screen is shown, and `change` when data or values of the current screen change. */
export class FlowSession extends EventTarget {
  #document;
  #initial;
  #history = [];
  #visited = new Map();

  /**
   * @param {FlowDocument} document
   * @param {object} initial data of the first screen, in place of its examples
   */
  constructor(document, initial = {}) {
    super();
    this.#document = document;
    this.#initial = initial;
    this.scope = new Scope((id) => (id === null ? this.current : this.#visited.get(id)));
  }

  /** The screen that is shown: its id, definition, data and form values; undefined before the start. */
  get current() {
    return this.#history.at(-1);
  }

  get canGoBack() {
    return this.#history.length > 1;
  }

  /** Begins with a screen. Returns whether it exists. */
  start(id = this.#document.entry) {
    return this.#show(id, this.#initial, []);
  }

  /** Shows a further screen, with data in place of its examples. Returns whether it exists. */
  navigate(id, data) {
    return this.#show(id, data, this.#history.slice(-MAX_HISTORY));
  }

  back() {
    if (!this.canGoBack) return;
    this.#history.pop();
    this.#visited.set(this.current.id, this.current);
    this.dispatchEvent(new Event('screen'));
  }

  updateData(data) {
    if (!isObject(data)) return;
    Object.entries(data).forEach(([name, value]) => define(this.current.data, name, value));
    this.#changed();
  }

  value(name) {
    return this.current.form.get(name);
  }

  has(name) {
    return this.current.form.has(name);
  }

  setValue(name, value) {
    this.current.form.set(name, value);
    this.#changed();
  }

  #show(id, data, before) {
    const definition = this.#document.screen(id);
    if (definition === undefined) return false;
    const values = {};
    this.#document.examples(id).forEach(([name, value]) => define(values, name, value));
    if (isObject(data)) Object.entries(data).forEach(([name, value]) => define(values, name, value));
    const screen = { id, definition, data: values, form: new Map() };
    this.#history = [...before, screen];
    this.#visited.set(id, screen);
    this.dispatchEvent(new Event('screen'));
    return true;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** As an own member, also if the name is that of a setter such as __proto__. */
function define(object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}
