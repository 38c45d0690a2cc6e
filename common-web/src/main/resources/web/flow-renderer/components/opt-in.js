import { h } from '../dom.js';
import { FieldView } from './field.js';

/** OptIn. */
export class OptInView extends FieldView {
  #input = h('input', { type: 'checkbox', on: { change: () => this.#change() } });
  #more = h('button', { type: 'button', class: 'link', on: { click: () => this.context.perform(this.definition['on-click-action']) } },
    'Read more');

  constructor(definition, context) {
    super(definition, context);
    this.#input.id = this.id;
    this.node = h('div', { class: 'field opt-in' },
      h('div', { class: 'option' }, this.#input, h('label', { for: this.id }, this.label), this.#more), this.message);
  }

  get control() {
    return this.#input;
  }

  get emptyValue() {
    return false;
  }

  accepts(value) {
    return typeof value === 'boolean';
  }

  isEmpty(value) {
    return value !== true;
  }

  write(value) {
    this.#input.checked = value === true;
  }

  update() {
    super.update();
    this.#more.hidden = this.definition['on-click-action'] === undefined;
  }

  #change() {
    this.enter(this.#input.checked);
    const action = this.definition[this.#input.checked ? 'on-select-action' : 'on-unselect-action'];
    if (action !== undefined) this.context.perform(action);
  }
}
