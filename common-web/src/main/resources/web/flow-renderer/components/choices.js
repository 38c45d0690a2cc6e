import { h, uniqueId } from '../dom.js';
import { textOf } from '../limits.js';
import { MultipleSelectionView, SelectionView, optionContent } from './selection.js';

/** Returns the row of an option, with its input. */
function optionRow(view, option, type) {
  const input = h('input', { type, name: view.id, value: option.id, id: uniqueId(), disabled: !view.isOptionEnabled(option) });
  return [input, h('label', { class: 'option', for: input.id }, ...optionContent(option, view.property('media-size')), input)];
}

/** CheckboxGroup. */
export class CheckboxGroupView extends MultipleSelectionView {
  #list = h('div', { class: 'options' });
  #inputs = [];

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#list, { group: true });
  }

  renderOptions(options) {
    const rows = options.map((option) => optionRow(this, option, 'checkbox'));
    this.#inputs = rows.map(([input]) => input);
    this.#inputs.forEach((input) => input.addEventListener('change', () => this.toggle(input.value, input.checked)));
    this.#list.replaceChildren(...rows.map(([, row]) => row));
  }

  write(value) {
    this.#inputs.forEach((input) => { input.checked = value.includes(input.value); });
  }

  focus() {
    this.#inputs.find((input) => !input.disabled)?.focus();
  }
}

/** RadioButtonsGroup. */
export class RadioButtonsGroupView extends SelectionView {
  #list = h('div', { class: 'options', role: 'radiogroup' });
  #inputs = [];

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#list, { group: true });
  }

  renderOptions(options) {
    const rows = options.map((option) => optionRow(this, option, 'radio'));
    this.#inputs = rows.map(([input]) => input);
    this.#inputs.forEach((input) => input.addEventListener('change', () => this.#select(input.value)));
    this.#list.replaceChildren(...rows.map(([, row]) => row));
  }

  #select(id) {
    const before = this.value;
    this.enter(id);
    this.performActions(before === '' ? [] : [before], [id]);
  }

  get control() {
    return this.#list;
  }

  write(value) {
    this.#inputs.forEach((input) => { input.checked = input.value === textOf(value); });
  }

  focus() {
    this.#inputs.find((input) => !input.disabled)?.focus();
  }
}

/** Dropdown. The browser's list shows titles only; the rest of the selected option is shown below it. */
export class DropdownView extends SelectionView {
  #control = h('select', { on: { change: () => this.#select(this.#control.value) } });
  #selected = h('div', { class: 'option selected-option' });

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#control);
    this.#control.after(this.#selected);
  }

  get control() {
    return this.#control;
  }

  renderOptions(options) {
    const items = options.map((option) => h('option', { value: option.id, disabled: option.enabled === false }, option.title));
    this.#control.replaceChildren(h('option', { value: '' }, 'Select…'), ...items);
  }

  #select(id) {
    const before = this.value;
    this.enter(id);
    this.performActions(before === '' ? [] : [before], id === '' ? [] : [id]);
  }

  write(value) {
    this.#control.value = textOf(value);
  }

  update() {
    super.update();
    this.#control.disabled = !this.isEnabled;
    const option = this.options.find((candidate) => candidate.id === this.value);
    const hasDetails = option && ['description', 'metadata', 'image', 'color'].some((name) => option[name] !== undefined);
    this.#selected.hidden = !hasDetails;
    this.#selected.replaceChildren(...(hasDetails ? optionContent(option).filter(Boolean) : []));
  }
}

/** ChipsSelector. */
export class ChipsSelectorView extends MultipleSelectionView {
  #list = h('div', { class: 'chips' });
  #chips = [];

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#list, { group: true });
  }

  renderOptions(options) {
    this.#chips = options.map((option) => {
      const chip = h('button', { type: 'button', class: 'chip', value: option.id, 'aria-pressed': 'false',
        disabled: !this.isOptionEnabled(option) }, option.title);
      chip.addEventListener('click', () => this.#press(chip));
      return chip;
    });
    this.#list.replaceChildren(...this.#chips);
  }

  #press(chip) {
    this.toggle(chip.value, chip.getAttribute('aria-pressed') !== 'true');
    this.write(this.selected);
  }

  write(value) {
    this.#chips.forEach((chip) => chip.setAttribute('aria-pressed', String(value.includes(chip.value))));
  }

  focus() {
    this.#chips.find((chip) => !chip.disabled)?.focus();
  }
}
