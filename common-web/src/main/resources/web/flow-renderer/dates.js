// Dates of Flows are YYYY-MM-DD, before version 5.0 milliseconds since 1970 as text.
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const DAY = 86_400_000;

/** Returns a Flow's date as YYYY-MM-DD; empty if it is none. */
export function toDate(value) {
  const text = value === undefined || value === null ? '' : String(value);
  if (DATE.test(text)) return text;
  const time = /^-?\d{1,15}$/.test(text) ? new Date(Number(text)) : null;
  return time === null || Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
}

/** Returns a date in the notation of a version. */
export function fromDate(date, asText) {
  return date === '' || asText ? date : String(Date.parse(date));
}

export function weekday(date) {
  return DAYS[new Date(date).getUTCDay()];
}

/** Number of days of a range, with both ends. */
export function daysOf(start, end) {
  return Math.round((Date.parse(end) - Date.parse(start)) / DAY) + 1;
}
