import { h, setText } from '../dom.js';
import { View } from './view.js';

const CAPTIONS = ['left', 'center', 'right'];

/** Footer: the button at the end of a screen. Its action is performed if all inputs are valid. */
export class FooterView extends View {
  #captions = CAPTIONS.map((side) => h('span', { class: side }));
  #row = h('div', { class: 'captions' }, ...this.#captions);
  #button = h('button', { type: 'button', class: 'primary', on: { click: () => this.#press() } });

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'footer' }, this.#row, this.#button);
  }

  update() {
    setText(this.#button, this.text('label'));
    CAPTIONS.forEach((side, index) => setText(this.#captions[index], this.text(`${side}-caption`)));
    this.#row.hidden = CAPTIONS.every((side) => this.text(`${side}-caption`) === '');
    this.#button.disabled = !this.flag('enabled', true) || this.context.isWaiting;
  }

  #press() {
    if (this.context.validateScreen()) this.context.performOf(this.definition, 'on-click-action');
  }
}

/** EmbeddedLink. */
export class EmbeddedLinkView extends View {
  #button = h('button', { type: 'button', class: 'link',
    on: { click: () => this.context.performOf(this.definition, 'on-click-action') } });

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'embedded-link' }, this.#button);
  }

  update() {
    setText(this.#button, this.text('text'));
  }
}
