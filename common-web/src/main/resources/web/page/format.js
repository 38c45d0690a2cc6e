// How our pages write times, durations, numbers and sizes: in the language and time zone of the browser.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DATE_TIME = new Intl.DateTimeFormat(undefined, {
  year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3,
});
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const NUMBER = new Intl.NumberFormat();
const ONE_DIGIT = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

/** @typedef {string | number | Date} Time an ISO 8601 text, milliseconds since 1970, or a date */

/**
 * Date and time to the millisecond.
 * @param {Time} time
 */
export const dateTime = (time) => format(DATE_TIME, time);

/**
 * Hours and minutes.
 * @param {Time} time
 */
export const clock = (time) => format(TIME, time);

/**
 * The day.
 * @param {Time} time
 */
export const date = (time) => format(DATE, time);

/**
 * How long ago, or in how long, in one unit: "5 minutes ago".
 * @param {Time} time
 * @param {Time} [now]
 */
export function relative(time, now = Date.now()) {
  const millis = new Date(time).getTime() - new Date(now).getTime();
  if (Number.isNaN(millis)) return String(time);
  const distance = Math.abs(millis);
  if (distance < MINUTE) return RELATIVE.format(Math.round(millis / SECOND), 'second');
  if (distance < HOUR) return RELATIVE.format(Math.round(millis / MINUTE), 'minute');
  if (distance < DAY) return RELATIVE.format(Math.round(millis / HOUR), 'hour');
  return RELATIVE.format(Math.round(millis / DAY), 'day');
}

/**
 * A duration in its two largest units: "340 ms", "2.5 s", "3 min 20 s", "2 d 4 h".
 * @param {number} millis
 * @returns {string}
 */
export function duration(millis) {
  if (!Number.isFinite(millis)) return '';
  if (millis < 0) return `-${duration(-millis)}`;
  if (millis < SECOND) return `${NUMBER.format(Math.round(millis))} ms`;
  if (millis < MINUTE) return `${ONE_DIGIT.format(millis / SECOND)} s`;
  if (millis < HOUR) return units(millis, MINUTE, 'min', SECOND, 's');
  if (millis < DAY) return units(millis, HOUR, 'h', MINUTE, 'min');
  return units(millis, DAY, 'd', HOUR, 'h');
}

/**
 * The time from one to another, as a duration.
 * @param {Time} from
 * @param {Time} to
 */
export const between = (from, to) => duration(new Date(to).getTime() - new Date(from).getTime());

/**
 * A number with the separators of the language.
 * @param {number} value
 */
export const number = (value) => NUMBER.format(value);

/**
 * A size in bytes: "12 kB".
 * @param {number} bytes
 */
export function size(bytes) {
  const names = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < names.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${ONE_DIGIT.format(value)} ${names[unit]}`;
}

/**
 * @param {number} millis
 * @param {number} large
 * @param {string} largeName
 * @param {number} small
 * @param {string} smallName
 */
function units(millis, large, largeName, small, smallName) {
  const rounded = Math.round(millis / small) * small;
  const rest = (rounded % large) / small;
  return `${NUMBER.format(Math.floor(rounded / large))} ${largeName}${rest ? ` ${rest} ${smallName}` : ''}`;
}

/**
 * @param {Intl.DateTimeFormat} formatter
 * @param {Time} time
 */
function format(formatter, time) {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? String(time) : formatter.format(parsed);
}
