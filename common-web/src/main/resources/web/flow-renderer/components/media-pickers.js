import { attribute, h } from '../dom.js';
import { isObject, itemsOf, textOf } from '../limits.js';
import { FieldView } from './field.js';

const DEFAULT_MAX_FILES = 30;
const DEFAULT_MAX_KB = 25_600;
const MIME_TYPE = /^[a-z]+\/[A-Za-z0-9.+-]+$/;

/** PhotoPicker, DocumentPicker. Files stay in the browser: the value has their names, types and sizes. */
class MediaPickerView extends FieldView {
  #control = h('input', { type: 'file', on: { change: () => this.#select() } });
  #files = h('ul', { class: 'files' });
  #kind;

  constructor(definition, context, kind) {
    super(definition, context);
    this.#kind = kind;
    this.node = this.framed(this.#control);
    this.#control.after(this.#files);
  }

  get control() {
    return this.#control;
  }

  get emptyValue() {
    return [];
  }

  accepts() {
    return false;
  }

  get #min() {
    return this.number(`min-uploaded-${this.#kind}`) ?? 0;
  }

  get #max() {
    return this.number(`max-uploaded-${this.#kind}`) ?? DEFAULT_MAX_FILES;
  }

  get isRequired() {
    return this.#min > 0;
  }

  /** Shows the names of files that were selected before; a browser does not allow to write them to the control. */
  write(value) {
    this.#show(value);
  }

  update() {
    attribute(this.#control, 'accept', this.acceptedTypes());
    attribute(this.#control, 'multiple', this.#max > 1);
    this.#control.disabled = !this.isEnabled;
    super.update();
  }

  #select() {
    const files = [...this.#control.files].map((file) => ({ file_name: file.name, mime_type: file.type, size: file.size }));
    this.#show(files);
    this.enter(files);
  }

  #show(files) {
    const items = itemsOf(files).map((file) => h('li', {}, `${textOf(file.file_name)} (${Math.ceil(file.size / 1024)} KB)`));
    this.#files.replaceChildren(...items);
  }

  messageText(given) {
    return isObject(given) ? Object.values(given).map(textOf).join(' ') : textOf(given);
  }

  checkEmpty() {
    return this.isRequired ? this.check([]) : '';
  }

  check(files) {
    if (files.length < this.#min) return `Select at least ${this.#min}.`;
    if (files.length > this.#max) return `Select at most ${this.#max}.`;
    const maxKb = this.number('max-file-size-kb') ?? DEFAULT_MAX_KB;
    const large = files.find((file) => file.size > maxKb * 1024);
    return large ? `${large.file_name} is larger than ${maxKb} KB.` : '';
  }
}

export class PhotoPickerView extends MediaPickerView {
  constructor(definition, context) {
    super(definition, context, 'photos');
  }

  acceptedTypes() {
    return 'image/*';
  }
}

export class DocumentPickerView extends MediaPickerView {
  constructor(definition, context) {
    super(definition, context, 'documents');
  }

  acceptedTypes() {
    return itemsOf(this.property('allowed-mime-types')).map(textOf).filter((type) => MIME_TYPE.test(type)).join(',') || null;
  }
}
