// What inputs with a data-source have in common.
import { h } from '../dom.js';
import { image } from '../images.js';
import { isObject, itemsOf, textOf } from '../limits.js';
import { FieldView } from './field.js';

const COLOUR = /^#?([0-9A-Fa-f]{6})$/;

/** An input whose options come from its data-source. A subclass creates the elements of the options in `renderOptions`. */
export class SelectionView extends FieldView {
  #shown = null;

  get options() {
    const found = itemsOf(this.property('data-source')).filter(isObject);
    return found.map((option) => ({ ...option, id: textOf(option.id), title: textOf(option.title) }));
  }

  update() {
    const options = this.options;
    const key = JSON.stringify([options, this.property('enabled'), this.property('media-size')]);
    const isChanged = key !== this.#shown;
    if (isChanged) {
      this.#shown = key;
      this.renderOptions(options);
    }
    super.update();
    if (isChanged) this.#dropUnknown(options);
  }

  isOptionEnabled(option) {
    return this.isEnabled && option.enabled !== false;
  }

  /** A selection that is no longer offered is removed. */
  #dropUnknown(options) {
    const ids = new Set(options.map((option) => option.id));
    const value = this.value;
    const kept = Array.isArray(value) ? value.filter((id) => ids.has(id)) : ids.has(value) ? value : '';
    if (JSON.stringify(kept) !== JSON.stringify(value)) this.context.session.setValue(this.name, kept);
    this.write(kept);
  }

  /** Performs the actions of options that were selected and that no longer are: the option's own, or the component's. */
  performActions(before, after) {
    const options = this.options;
    const actions = (ids, property) => options.filter((option) => ids.includes(option.id))
      .map((option) => option[property] ?? this.definition[property]);
    const removed = before.filter((id) => !after.includes(id));
    const added = after.filter((id) => !before.includes(id));
    [...actions(removed, 'on-unselect-action'), ...actions(added, 'on-select-action')]
      .filter(isObject)
      .forEach((action) => this.context.perform(action));
  }
}

/** An input of which several options can be selected; its value is an array of ids. */
export class MultipleSelectionView extends SelectionView {
  get emptyValue() {
    return [];
  }

  accepts(value) {
    return Array.isArray(value);
  }

  get selected() {
    return Array.isArray(this.value) ? this.value : [];
  }

  toggle(id, isSelected) {
    const before = this.selected;
    const after = isSelected ? [...before, id] : before.filter((other) => other !== id);
    this.enter(after);
    this.performActions(before, after);
  }

  checkEmpty() {
    return this.isRequired ? this.check([]) || 'Select an option.' : '';
  }

  check(value) {
    const min = this.number('min-selected-items') ?? 0;
    const max = this.number('max-selected-items') ?? Infinity;
    if (value.length < min) return `Select at least ${min}.`;
    return value.length > max ? `Select at most ${max}.` : '';
  }
}

/** Returns the content of an option: image or colour, title, description, metadata. */
export function optionContent(option, mediaSize) {
  const size = mediaSize === 'large' ? 'large' : 'regular';
  const texts = [
    h('span', { class: 'title' }, option.title),
    option.description === undefined ? null : h('span', { class: 'description' }, textOf(option.description)),
    option.metadata === undefined ? null : h('span', { class: 'metadata' }, textOf(option.metadata)),
  ];
  return [media(option, size), h('span', { class: 'texts' }, ...texts)];
}

function media(option, size) {
  if (option.image !== undefined) return image(option.image, option['alt-text'] ?? option.title, `thumbnail ${size}`);
  const colour = COLOUR.exec(textOf(option.color));
  if (!colour) return null;
  const swatch = h('span', { class: 'swatch', role: 'img', 'aria-label': textOf(option['alt-text']) || option.title });
  swatch.style.backgroundColor = `#${colour[1]}`;
  return swatch;
}
