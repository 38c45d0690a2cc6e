// Builds elements. Texts become text nodes and are never parsed as HTML.

/**
 * Creates an element.
 *
 * @param {string} tag
 * @param {object} properties attributes; `on` has listeners by event; an attribute that is undefined, null or false is absent
 * @param {...(Node|string)} children
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else {
      attribute(element, name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Sets an attribute, or removes it if the value is undefined, null or false. An equal value is not set again: a date input
 * would lose what was typed so far.
 */
export function attribute(element, name, value) {
  const isAbsent = value === undefined || value === null || value === false;
  const text = value === true ? '' : String(value);
  if (isAbsent) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

/** Sets the text of an element if it differs, so that screen readers announce changes only. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;

/** Returns an id that is unique on the page. */
export function uniqueId() {
  return `flow-${++lastId}`;
}
