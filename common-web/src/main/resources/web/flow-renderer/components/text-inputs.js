import { attribute, h, setText } from '../dom.js';
import { textOf } from '../limits.js';
import { FieldView } from './field.js';

const DEFAULT_MAX_CHARS = 80;
const DEFAULT_MAX_LENGTH = 600;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+?[0-9][0-9 ()./-]{3,}$/;

/** Attributes of the control, the check of a value, and its message, by input-type. */
const KINDS = {
  text: { type: 'text' },
  number: { type: 'text', inputmode: 'decimal', valid: (value) => Number.isFinite(Number(value)), message: 'Enter a number.' },
  email: { type: 'email', valid: (value) => EMAIL.test(value), message: 'Enter an email address.' },
  password: { type: 'password' },
  passcode: { type: 'password', inputmode: 'numeric', valid: (value) => /^\d+$/.test(value), message: 'Enter digits only.' },
  phone: { type: 'tel', valid: (value) => PHONE.test(value), message: 'Enter a phone number.' },
};

function kindOf(name) {
  return Object.hasOwn(KINDS, name) ? KINDS[name] : KINDS.text;
}

/** TextInput. */
export class TextInputView extends FieldView {
  #control = h('input', { autocomplete: 'off', on: { input: () => this.enter(this.#control.value) } });

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#control);
  }

  get control() {
    return this.#control;
  }

  get kind() {
    return kindOf(this.text('input-type'));
  }

  write(value) {
    this.#control.value = textOf(value);
  }

  update() {
    attribute(this.#control, 'type', this.kind.type);
    attribute(this.#control, 'inputmode', this.kind.inputmode);
    attribute(this.#control, 'maxlength', this.number('max-chars') ?? DEFAULT_MAX_CHARS);
    this.#control.disabled = !this.isEnabled;
    super.update();
  }

  check(given) {
    const value = textOf(given);
    const min = this.number('min-chars') ?? 0;
    const max = this.number('max-chars') ?? DEFAULT_MAX_CHARS;
    if (value.length < min) return `Enter at least ${min} characters.`;
    if (value.length > max) return `Enter at most ${max} characters.`;
    if (this.kind.valid && !this.kind.valid(value)) return this.kind.message;
    return this.#matches(value) ? '' : this.text('helper-text') || 'The format is not valid.';
  }

  /** A pattern that is no regular expression here cannot be checked. */
  #matches(value) {
    const pattern = this.text('pattern');
    if (pattern === '') return true;
    try {
      return new RegExp(`^(?:${pattern})$`, 'u').test(value);
    } catch {
      return true;
    }
  }
}

/** TextArea. */
export class TextAreaView extends FieldView {
  #control = h('textarea', { rows: 4, on: { input: () => this.enter(this.#control.value) } });
  #counter = h('div', { class: 'counter', 'aria-hidden': 'true' });

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#control);
    this.#control.after(this.#counter);
  }

  get control() {
    return this.#control;
  }

  get maxLength() {
    return this.number('max-length') ?? DEFAULT_MAX_LENGTH;
  }

  write(value) {
    this.#control.value = textOf(value);
  }

  update() {
    attribute(this.#control, 'maxlength', this.maxLength);
    this.#control.disabled = !this.isEnabled;
    super.update();
    setText(this.#counter, `${this.#control.value.length} / ${this.maxLength}`);
  }

  check(value) {
    return textOf(value).length > this.maxLength ? `Enter at most ${this.maxLength} characters.` : '';
  }
}
