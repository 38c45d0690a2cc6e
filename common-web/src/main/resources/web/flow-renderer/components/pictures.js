import { h } from '../dom.js';
import { image } from '../images.js';
import { isObject, itemsOf } from '../limits.js';
import { View } from './view.js';

/** Image. */
export class ImageView extends View {
  #shown = null;

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'image' });
  }

  update() {
    const key = JSON.stringify(['src', 'alt-text', 'width', 'height', 'aspect-ratio', 'scale-type'].map((name) => this.property(name)));
    if (key === this.#shown) return;
    this.#shown = key;
    const picture = image(this.property('src'), this.property('alt-text'), 'picture');
    this.#scale(picture);
    this.node.replaceChildren(picture);
  }

  #scale(picture) {
    const width = this.number('width');
    const height = this.number('height');
    if (width !== undefined) picture.style.width = `${width}px`;
    if (height !== undefined) picture.style.height = `${height}px`;
    const ratio = this.number('aspect-ratio');
    if (ratio > 0) picture.style.aspectRatio = String(ratio);
    picture.style.objectFit = this.property('scale-type') === 'cover' ? 'cover' : 'contain';
  }
}

/** ImageCarousel: a strip that scrolls, by keys and by buttons as well. */
export class ImageCarouselView extends View {
  #shown = null;
  #strip = h('div', { class: 'strip', tabindex: '0', role: 'region', 'aria-label': 'Images' });
  #buttons = h('div', { class: 'steps' },
    h('button', { type: 'button', 'aria-label': 'Previous image', on: { click: () => this.#scroll(-1) } }, '‹'),
    h('button', { type: 'button', 'aria-label': 'Next image', on: { click: () => this.#scroll(1) } }, '›'));

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'carousel' }, this.#strip, this.#buttons);
  }

  update() {
    const images = itemsOf(this.property('images')).filter(isObject);
    const resolved = this.context.session.scope.resolveAll(images);
    const key = JSON.stringify(resolved);
    if (key === this.#shown) return;
    this.#shown = key;
    const pictures = resolved.map((item) => image(item.src, item['alt-text'], 'picture'));
    pictures.forEach((picture) => { picture.style.objectFit = this.property('scale-type') === 'cover' ? 'cover' : 'contain'; });
    this.#strip.classList.toggle('wide', this.property('aspect-ratio') === '16:9');
    this.#strip.replaceChildren(...pictures);
    this.#buttons.hidden = pictures.length < 2;
  }

  #scroll(direction) {
    this.#strip.scrollBy({ left: direction * this.#strip.clientWidth, behavior: 'smooth' });
  }
}
