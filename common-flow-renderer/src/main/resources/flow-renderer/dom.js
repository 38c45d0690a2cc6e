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

/** Sets an attribute, or removes it if the value is undefined, null or false. */
export function attribute(element, name, value) {
  if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true ? '' : String(value));
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
