import { attribute, h, setText, uniqueId } from '../dom.js';
import { daysOf, fromDate, toDate, weekday } from '../dates.js';
import { isObject, itemsOf, member, textOf } from '../limits.js';
import { FieldView } from './field.js';

/** Checks of one date that both pickers have. */
class DateFieldView extends FieldView {
  get minDate() {
    return toDate(this.property('min-date'));
  }

  get maxDate() {
    return toDate(this.property('max-date'));
  }

  limit(control) {
    attribute(control, 'min', this.minDate || null);
    attribute(control, 'max', this.maxDate || null);
    control.disabled = !this.isEnabled;
  }

  checkDate(date) {
    if (this.minDate !== '' && date < this.minDate) return `Choose ${this.minDate} or later.`;
    if (this.maxDate !== '' && date > this.maxDate) return `Choose ${this.maxDate} or earlier.`;
    return itemsOf(this.property('unavailable-dates')).map(toDate).includes(date) ? 'This date is not available.' : '';
  }
}

/** DatePicker. */
export class DatePickerView extends DateFieldView {
  #control = h('input', { type: 'date', on: { change: () => this.#select() } });

  constructor(definition, context) {
    super(definition, context);
    this.node = this.framed(this.#control);
  }

  get control() {
    return this.#control;
  }

  write(value) {
    this.#control.value = toDate(value);
  }

  update() {
    this.limit(this.#control);
    super.update();
  }

  check(value) {
    return this.checkDate(toDate(value));
  }

  #select() {
    this.enter(fromDate(this.#control.value, this.context.document.isSince(5)));
    this.context.performOf(this.definition, 'on-select-action');
  }
}

const ENDS = ['start-date', 'end-date'];

/** CalendarPicker: one date, or a range of two. */
export class CalendarPickerView extends DateFieldView {
  #title = h('div', { class: 'calendar-title' });
  #inputs = ENDS.map(() => h('input', { type: 'date', id: uniqueId(), on: { change: () => this.#select() } }));
  #labels = this.#inputs.map((input) => h('label', { class: 'label', for: input.id }));
  #helpers = ENDS.map(() => h('div', { class: 'helper' }));
  #dates = ENDS.map((end, index) =>
    h('div', { class: 'date' }, this.#labels[index], this.#inputs[index], this.#helpers[index]));

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'field', role: 'group' },
      this.#title, this.helper, h('div', { class: 'dates' }, ...this.#dates), this.message);
  }

  get isRange() {
    return this.property('mode') === 'range';
  }

  get emptyValue() {
    return this.isRange ? {} : '';
  }

  get control() {
    return this.#inputs[0];
  }

  accepts(value) {
    return this.isRange ? isObject(value) : typeof value === 'string';
  }

  write(value) {
    this.#inputs.forEach((input, index) => {
      input.value = toDate(this.isRange ? member(value, ENDS[index]) : index === 0 ? value : '');
    });
  }

  update() {
    super.update();
    setText(this.#title, this.text('title'));
    this.#title.hidden = this.text('title') === '';
    attribute(this.node, 'aria-label', this.text('title') || this.#labels[0].textContent);
    this.#dates[1].hidden = !this.isRange;
    ENDS.forEach((end, index) => this.#updateEnd(end, index));
  }

  updateHelper() {
    setText(this.helper, this.text('description'));
  }

  #updateEnd(end, index) {
    this.limit(this.#inputs[index]);
    setText(this.#labels[index], textOf(this.#part('label', end, index)));
    this.#labels[index].classList.toggle('required', this.#isEndRequired(end));
    setText(this.#helpers[index], textOf(this.#part('helper-text', end, index)));
  }

  /** A property is one value, or one for each end of a range. */
  #part(name, end, index) {
    const value = this.property(name);
    if (isObject(value)) return this.context.session.scope.resolve(member(value, end));
    return index === 0 ? value : '';
  }

  #isEndRequired(end) {
    const required = this.property('required');
    return isObject(required) ? this.context.session.scope.resolve(member(required, end)) === true : this.isRequired;
  }

  /** Half of a range is a value only if the Flow requires the ends one by one. */
  #isEndOptional(end) {
    return isObject(this.property('required')) && !this.#isEndRequired(end);
  }

  get isRequired() {
    const required = this.property('required');
    return isObject(required) ? ENDS.some((end) => member(required, end) === true) : super.isRequired;
  }

  messageText(given) {
    return isObject(given) ? ENDS.map((end) => textOf(member(given, end))).filter(Boolean).join(' ') : textOf(given);
  }

  isEmpty(value) {
    return this.isRange ? !isObject(value) || Object.keys(value).length === 0 : super.isEmpty(value);
  }

  check(value) {
    const dates = this.isRange ? ENDS.map((end) => toDate(member(value, end))) : [toDate(value)];
    if (this.isRange && ENDS.some((end, index) => dates[index] === '' && !this.#isEndOptional(end))) return 'Choose both dates.';
    const message = dates.filter(Boolean).map((date) => this.#checkDay(date)).find(Boolean);
    return message ?? (dates.length === 2 && dates.every(Boolean) ? this.#checkRange(...dates) : '');
  }

  #checkDay(date) {
    const days = itemsOf(this.property('include-days'));
    const isExcluded = days.length > 0 && !days.includes(weekday(date));
    return this.checkDate(date) || (isExcluded ? `Only these days are available: ${days.map(textOf).join(', ')}.` : '');
  }

  #checkRange(start, end) {
    if (end < start) return 'The end is before the start.';
    const days = daysOf(start, end);
    const min = this.number('min-days') ?? 1;
    const max = this.number('max-days') ?? Infinity;
    if (days < min) return `Choose at least ${min} days.`;
    return days > max ? `Choose at most ${max} days.` : '';
  }

  #select() {
    const dates = this.#inputs.map((input) => input.value);
    const chosen = ENDS.map((end, index) => [end, dates[index]]).filter(([, date]) => date !== '');
    this.enter(this.isRange ? Object.fromEntries(chosen) : dates[0]);
    this.context.performOf(this.definition, 'on-select-action');
  }
}
