import { h, setText } from '../dom.js';
import { image } from '../images.js';
import { isObject, itemsOf, member, textOf } from '../limits.js';
import { View } from './view.js';

const MAX_TAGS = 3;

/** NavigationList: items that lead to other screens. */
export class NavigationListView extends View {
  #shown = null;
  #label = h('h3', { class: 'text' });
  #description = h('div', { class: 'helper' });
  #list = h('ul', { class: 'navigation-list' });

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'field' }, this.#label, this.#description, this.#list);
  }

  update() {
    setText(this.#label, this.text('label'));
    setText(this.#description, this.text('description'));
    const items = this.context.session.scope.resolveAll(itemsOf(this.property('list-items')).filter(isObject));
    const key = JSON.stringify([items, this.property('media-size')]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#list.replaceChildren(...items.map((item, index) => h('li', {}, this.#button(item, index))));
  }

  #button(item, index) {
    const start = member(item, 'start');
    const size = this.property('media-size') === 'large' ? 'large' : 'regular';
    return h('button', { type: 'button', on: { click: () => this.#open(item, index) } },
      start === undefined ? null : image(start.image, start['alt-text'], `thumbnail ${size}`),
      h('span', { class: 'texts' }, ...parts(member(item, 'main-content')), badge(item), tags(item)),
      h('span', { class: 'texts end' }, ...parts(member(item, 'end'))));
  }

  /** Performs the item's action as it is written, since its payload is resolved with the values of this moment. */
  #open(item, index) {
    const written = itemsOf(this.property('list-items')).filter(isObject)[index];
    this.context.perform(member(written, 'on-click-action') ?? this.definition['on-click-action']);
  }
}

function parts(content) {
  return ['title', 'description', 'metadata']
    .filter((name) => member(content, name) !== undefined)
    .map((name) => h('span', { class: name }, textOf(content[name])));
}

function badge(item) {
  return item.badge === undefined ? null : h('span', { class: 'badge' }, textOf(item.badge));
}

function tags(item) {
  const texts = itemsOf(item.tags).slice(0, MAX_TAGS).map(textOf);
  return texts.length === 0 ? null : h('span', { class: 'tags' }, ...texts.map((text) => h('span', { class: 'tag' }, text)));
}
