// A Flow as its JSON describes it: screens, the first screen, example data.
import { isObject, itemsOf, member, textOf } from './limits.js';

/** Read-only view of Flow JSON. Tolerates any JSON, so that an incomplete draft can be shown. */
export class FlowDocument {
  #screens = new Map();
  #json;

  constructor(json) {
    this.#json = isObject(json) ? json : {};
    for (const screen of itemsOf(this.#json.screens)) {
      if (isObject(screen) && typeof screen.id === 'string' && !this.#screens.has(screen.id)) {
        this.#screens.set(screen.id, screen);
      }
    }
  }

  /** Ids and titles of the screens. */
  get screens() {
    return [...this.#screens.values()].map((screen) => ({ id: screen.id, title: textOf(screen.title) }));
  }

  screen(id) {
    return this.#screens.get(id);
  }

  /** Id of the screen that a Flow begins with: the first one that no other screen leads to by the routing model. */
  get entry() {
    const ids = [...this.#screens.keys()];
    const targets = new Set(Object.values(member(this.#json, 'routing_model') ?? {}).flatMap(itemsOf));
    return ids.find((id) => !targets.has(id)) ?? ids[0];
  }

  /** Whether the version is at least the given one. */
  isSince(major, minor = 0) {
    const [ours = 0, ourMinor = 0] = String(this.#json.version ?? '').split('.').map(Number);
    return ours > major || (ours === major && ourMinor >= minor);
  }

  /** The `__example__` values of a screen's data. */
  examples(id) {
    const data = member(this.#screens.get(id), 'data') ?? {};
    return Object.entries(data)
      .filter(([, schema]) => isObject(schema) && Object.hasOwn(schema, '__example__'))
      .map(([name, schema]) => [name, schema.__example__]);
  }
}
