// What all inputs have in common: name, label, helper text, messages, initial value.
import { attribute, h, setText, uniqueId } from '../dom.js';
import { member, textOf } from '../limits.js';
import { View } from './view.js';

const REQUIRED = 'This field is required.';

/** An input. A subclass creates `control`, reads it into the form and writes values to it. */
export class FieldView extends View {
  id = uniqueId();
  label = h('span', { class: 'label' });
  helper = h('div', { class: 'helper', id: `${this.id}-helper` });
  message = h('div', { class: 'message', id: `${this.id}-message` });
  #initial = undefined;
  #given = '';

  get name() {
    return textOf(this.definition.name);
  }

  get value() {
    return this.context.session.value(this.name);
  }

  /** Stores what the person entered, and removes the message. */
  enter(value) {
    this.showMessage('');
    this.context.session.setValue(this.name, value);
  }

  /** Value of an input that nothing was entered into. */
  get emptyValue() {
    return '';
  }

  /** Whether the value is of the kind that this input has. Others are ignored. */
  accepts(value) {
    return typeof value === 'string' || typeof value === 'number';
  }

  /** Writes a value to the control. */
  write() {}

  /** Returns the message for a value; empty if it is valid. */
  check() {
    return '';
  }

  /** Element that gets the focus when the value is invalid, and the state for screen readers. */
  get control() {
    return this.node;
  }

  isEmpty(value) {
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  }

  get isRequired() {
    return this.flag('required', false);
  }

  get isEnabled() {
    return this.flag('enabled', true);
  }

  update() {
    setText(this.label, this.text('label'));
    this.label.classList.toggle('large', this.property('label-variant') === 'large');
    this.label.classList.toggle('required', this.isRequired);
    this.updateHelper();
    this.#initialize();
    this.#showGivenMessage();
    this.#announceRequired();
  }

  /** Groups have no such state for screen readers. */
  #announceRequired() {
    if (this.control.tagName !== 'FIELDSET') attribute(this.control, 'aria-required', this.isRequired ? 'true' : null);
  }

  updateHelper() {
    setText(this.helper, this.text('helper-text') || this.text('description'));
  }

  /** Sets the initial value at first, and again when the Flow's data give another one. */
  #initialize() {
    const given = this.#ownOrForms('init-value', 'init-values');
    const key = JSON.stringify(given) ?? '';
    const isFirst = this.#initial === undefined;
    if (!isFirst && this.#initial === key) return;
    this.#initial = key;
    if (isFirst && this.context.session.has(this.name)) {
      this.write(this.value);
    } else if (given !== undefined && given !== null && this.accepts(given)) {
      this.#begin(given);
    } else if (isFirst) {
      this.#begin(this.emptyValue);
    }
  }

  #begin(value) {
    this.context.session.setValue(this.name, value);
    this.write(value);
  }

  /** A message in the Flow's data, as an endpoint returns it, is shown until the value changes. */
  #showGivenMessage() {
    const given = this.#ownOrForms('error-message', 'error-messages');
    const text = this.messageText(given);
    if (text !== this.#given) {
      this.#given = text;
      this.showMessage(text);
    }
  }

  messageText(given) {
    return textOf(given);
  }

  #ownOrForms(property, ofForm) {
    const own = this.property(property);
    const form = this.context.form;
    return own ?? this.context.session.scope.resolve(
      member(this.context.session.scope.resolve(member(form, ofForm)), this.name));
  }

  validate() {
    if (!this.isEnabled) return [];
    const value = this.value;
    const text = this.isEmpty(value) ? this.checkEmpty() : this.check(value);
    this.showMessage(text);
    return text === '' ? [] : [this];
  }

  checkEmpty() {
    return this.isRequired ? REQUIRED : '';
  }

  showMessage(text) {
    setText(this.message, text);
    attribute(this.control, 'aria-invalid', text === '' ? null : 'true');
    attribute(this.control, 'aria-describedby', `${this.helper.id} ${this.message.id}`);
    this.node?.classList.toggle('invalid', text !== '');
  }

  focus() {
    this.control.focus();
  }

  /** Returns an element with label, control, helper text and message. */
  framed(control, { group = false } = {}) {
    if (group) {
      return h('fieldset', { class: 'field' }, h('legend', {}, this.label), this.helper, control, this.message);
    }
    control.id = this.id;
    return h('div', { class: 'field' }, h('label', { for: this.id }, this.label), control, this.helper, this.message);
  }
}
