// Expressions of Flow JSON: conditions of If, such as (${form.age} >= 18) && ${data.open}, and nested expressions between
// backticks, such as `'Hello ' ${form.name}`. The grammar is that of the validator.
//
// Precedence from low to high: concatenation by a space, ||, &&, comparison, + -, / %, !.
import { MAX_EXPRESSION } from './limits.js';

const LEVELS = [['||'], ['&&'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['/', '%']];
const MAX_NESTING = 50;
const TOKEN = new RegExp(
  [
    '\\s+',
    '(?<binding>\\$\\{[^}]*\\})',
    "(?<string>'(?:\\\\[\\s\\S]|[^'\\\\])*')",
    '(?<operator>==|!=|<=|>=|&&|\\|\\||[<>!+\\-/%])',
    '(?<parenthesis>[()])',
    '(?<word>[\\p{L}\\p{N}_.]+)',
  ].join('|'),
  'uy',
);

/** An expression breaks the grammar. */
export class ExpressionError extends Error {}

/** Whether a text is a nested expression. */
export function isNested(text) {
  return text.length > 1 && text.startsWith('`') && text.endsWith('`');
}

/**
 * Evaluates the text of an expression, without backticks.
 *
 * @param {function(string): any} lookup returns the value of a binding, such as ${data.x}
 * @throws {ExpressionError}
 */
export function evaluate(text, lookup) {
  return new Evaluation(tokens(text), lookup).result();
}

/** Whether the result of a condition counts as true. */
export function isTrue(value) {
  return value === true || value === 'true';
}

function tokens(text) {
  if (text.length > MAX_EXPRESSION) throw new ExpressionError('The expression is too long.');
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new ExpressionError(`Unexpected character at column ${at + 1}.`);
    const [kind, value] = Object.entries(match.groups).find(([, group]) => group !== undefined) ?? [];
    if (kind !== undefined) found.push({ kind, value });
  }
  return found;
}

class Evaluation {
  #tokens;
  #lookup;
  #at = 0;
  #depth = 0;

  constructor(list, lookup) {
    this.#tokens = list;
    this.#lookup = lookup;
  }

  result() {
    const value = this.#concatenation();
    if (this.#at < this.#tokens.length) throw new ExpressionError('A parenthesis is not opened.');
    return value;
  }

  #concatenation() {
    let value = this.#level(0);
    while (this.#startsOperand()) {
      value = asText(value) + asText(this.#level(0));
    }
    return value;
  }

  #level(level) {
    if (level === LEVELS.length) return this.#unary();
    let left = this.#level(level + 1);
    while (this.#peek()?.kind === 'operator' && LEVELS[level].includes(this.#peek().value)) {
      const operator = this.#next().value;
      left = combine(operator, left, this.#level(level + 1));
    }
    return left;
  }

  #unary() {
    let negations = 0;
    while (this.#isOperator('!')) {
      this.#next();
      negations++;
    }
    const value = this.#operand();
    if (negations === 0) return value;
    return negations % 2 === 1 ? !isTrue(value) : isTrue(value);
  }

  #operand() {
    const token = this.#next();
    switch (token.kind) {
      case 'binding':
        return this.#lookup(token.value);
      case 'string':
        return token.value.slice(1, -1).replace(/\\([\s\S])/g, '$1');
      case 'word':
        return literal(token.value);
      case 'parenthesis':
        return this.#parenthesis(token);
      default:
        return this.#negative(token);
    }
  }

  #negative(token) {
    if (token.value !== '-' || this.#peek()?.kind !== 'word') throw new ExpressionError(`${token.value} is misplaced.`);
    return -number(literal(this.#next().value));
  }

  #parenthesis(token) {
    if (token.value === ')') throw new ExpressionError('A parenthesis is not opened.');
    if (++this.#depth > MAX_NESTING) throw new ExpressionError('There are too many parentheses.');
    const value = this.#concatenation();
    if (this.#next().value !== ')') throw new ExpressionError('A parenthesis is not closed.');
    this.#depth--;
    return value;
  }

  #startsOperand() {
    const token = this.#peek();
    if (token === undefined) return false;
    return ['binding', 'string', 'word'].includes(token.kind) || token.value === '(' || this.#isOperator('!');
  }

  #isOperator(operator) {
    return this.#peek()?.kind === 'operator' && this.#peek().value === operator;
  }

  #peek() {
    return this.#tokens[this.#at];
  }

  #next() {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new ExpressionError('The last operand is missing.');
    return token;
  }
}

function literal(word) {
  if (word === 'true' || word === 'false') return word === 'true';
  if (/^\d+(\.\d+)?$/.test(word)) return Number(word);
  throw new ExpressionError(`${word} is neither a number nor true or false.`);
}

function combine(operator, left, right) {
  switch (operator) {
    case '||':
      return isTrue(left) || isTrue(right);
    case '&&':
      return isTrue(left) && isTrue(right);
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return number(left) < number(right);
    case '<=':
      return number(left) <= number(right);
    case '>':
      return number(left) > number(right);
    case '>=':
      return number(left) >= number(right);
    case '+':
      return number(left) + number(right);
    case '-':
      return number(left) - number(right);
    case '/':
      return number(right) === 0 ? 0 : number(left) / number(right);
    default:
      return number(right) === 0 ? 0 : number(left) % number(right);
  }
}

/** The values of inputs are texts, so 18 equals '18'. */
function isEqual(left, right) {
  return typeof left === typeof right ? left === right : asText(left) === asText(right);
}

function number(value) {
  return value === '' || value === null || value === undefined ? NaN : Number(value);
}

function asText(value) {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
