// Bindings: ${data.x.y}, ${form.name} and ${screen.ID.data.x}, and the values that contain them.
import { evaluate, ExpressionError, isNested } from './expressions.js';
import { isObject, MAX_DEPTH } from './limits.js';

const NAME = '[^.${}\\s`\'"]+';
const BINDING = new RegExp(`^\\$\\{(?:screen\\.(${NAME})\\.)?(data|form)\\.(${NAME}(?:\\.${NAME})*)\\}$`);

/** Reads a text that is one binding; null for any other text. */
export function parseBinding(text) {
  const match = BINDING.exec(text);
  return match && { screen: match[1] ?? null, form: match[2] === 'form', path: match[3].split('.') };
}

/** The values that bindings of a screen refer to. */
export class Scope {
  #source;

  /** @param {function(?string): ?{data: object, form: Map}} source returns a screen's values; null means the screen of the binding */
  constructor(source) {
    this.#source = source;
  }

  /** Returns the value of a binding; undefined if it refers to nothing. */
  lookup(text) {
    const binding = parseBinding(text);
    if (binding === null) throw new ExpressionError(`${text} is not a binding.`);
    const screen = this.#source(binding.screen);
    if (!screen) return undefined;
    const [first, ...rest] = binding.path;
    return rest.reduce(step, binding.form ? screen.form.get(first) : step(screen.data, first));
  }

  /** Returns a property's value: that of its binding or nested expression, or the value itself. */
  resolve(value) {
    if (typeof value !== 'string') return value;
    if (isNested(value)) return this.#evaluated(value.slice(1, -1), value);
    return parseBinding(value) === null ? value : this.lookup(value);
  }

  /** Resolves the values in arrays and objects as well. Members without a value are left out. */
  resolveAll(value, depth = 0) {
    if (depth > MAX_DEPTH) return undefined;
    if (Array.isArray(value)) return value.map((item) => this.resolveAll(item, depth + 1));
    if (!isObject(value)) return this.resolve(value);
    const members = Object.entries(value).map(([name, item]) => [name, this.resolveAll(item, depth + 1)]);
    return Object.fromEntries(members.filter(([, item]) => item !== undefined));
  }

  /** Evaluates a condition; one that cannot be evaluated is false. */
  condition(text) {
    return this.#evaluated(isNested(text) ? text.slice(1, -1) : text, false);
  }

  #evaluated(text, otherwise) {
    try {
      return evaluate(text, (binding) => this.lookup(binding));
    } catch (error) {
      if (error instanceof ExpressionError) return otherwise;
      throw error;
    }
  }
}

/** Own members only, so that a path does not reach a prototype. */
function step(value, name) {
  const holds = (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, name);
  return holds ? value[name] : undefined;
}
