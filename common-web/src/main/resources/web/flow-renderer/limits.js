// Limits of what is rendered. They are above what a valid Flow can contain, so that only a Flow that no one could publish is cut.

/** Maximum number of components on a screen, with those in branches and forms. */
export const MAX_COMPONENTS = 200;

/** Maximum nesting of components. */
export const MAX_DEPTH = 20;

/** Maximum number of options, list items and images of one component. */
export const MAX_ITEMS = 200;

/** Maximum length of a text; a longer one is cut. */
export const MAX_TEXT = 20_000;

/** Maximum length of an expression. */
export const MAX_EXPRESSION = 10_000;

/** Maximum length of an image in Base64: more than 1 MB. */
export const MAX_IMAGE = 1_500_000;

/** Maximum number of screens that "back" can return to. */
export const MAX_HISTORY = 200;

/** Returns the text of a value, cut to the limit. Objects are shown as JSON. */
export function textOf(value) {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) + '…' : text;
}

/** Returns a value that should be an array; an empty one if it is none. */
export function arrayOf(value) {
  return Array.isArray(value) ? value : [];
}

/** Returns the items of a value that should be an array, cut to the limit. */
export function itemsOf(value) {
  return arrayOf(value).slice(0, MAX_ITEMS);
}

/** Whether a value is an object with members. */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns an own member of an object. Names of prototypes, such as constructor, are no members. */
export function member(object, name) {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}
