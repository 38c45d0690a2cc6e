// Where chats are scrolled to when the page is drawn again.

/** Distance from the end within which a chat follows its newest message. */
const NEAR_END = 80;

/** @typedef {() => void} Restore */

/** @param {Element} list */
export const isAtEnd = (list) => list.scrollHeight - list.scrollTop - list.clientHeight <= NEAR_END;

/** Chats follow their newest message, unless a person reads earlier ones: then the message at the top stays where it is. */
export class Scrolling {
  /** @type {WeakMap<Element, string | null>} the drawn chat of each list: an element can show another one later */
  #drawn = new WeakMap();

  /** Notes the positions before a change of the page. @param {HTMLElement} root @returns {Restore} */
  note(root) {
    const reading = new Map([...root.querySelectorAll('.messages')]
      .filter((list) => this.#drawn.has(list) && !isAtEnd(list)).map((list) => [list, positionOf(list)]));
    return () => root.querySelectorAll('.messages').forEach((list) => this.#restore(list, reading.get(list)));
  }

  /** @param {Element} list @param {Restore | undefined} keepPosition */
  #restore(list, keepPosition) {
    const chat = list.getAttribute('aria-label');
    if (keepPosition !== undefined && this.#drawn.get(list) === chat) keepPosition();
    else list.scrollTop = list.scrollHeight;
    this.#drawn.set(list, chat);
  }
}

/** @param {Element} list @returns {Restore} moves the first visible message to where it is now */
function positionOf(list) {
  const top = list.getBoundingClientRect().top;
  const first = [...list.querySelectorAll('.message')].find((message) => message.getBoundingClientRect().bottom > top);
  const offset = first?.getBoundingClientRect().top ?? 0;
  return () => {
    if (first?.isConnected) list.scrollTop += first.getBoundingClientRect().top - offset;
  };
}
