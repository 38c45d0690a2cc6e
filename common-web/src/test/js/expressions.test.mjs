import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate, ExpressionError, isNested } from '../../main/resources/web/flow-renderer/expressions.js';

const VALUES = { '${data.n}': 5, '${data.b}': true, '${data.s}': 'a', '${form.age}': '18', '${data.none}': undefined };
const value = (text) => evaluate(text, (binding) => VALUES[binding]);

test('operators bind as the grammar says', () => {
  assert.equal(value('${data.n} + 2 - 3 == 4'), true);
  assert.equal(value('${data.n} > 2 && ${data.n} < 4 || ${data.b}'), true);
  assert.equal(value('!${data.b} || ${data.n} != 5'), false);
  assert.equal(value('!(${data.n} == 5) == false'), true);
  assert.equal(value('10 / 4 - 1'), 1.5);
  assert.equal(value('-3 + ${data.n}'), 2);
});

test('a division by zero is zero', () => {
  assert.equal(value('${data.n} / 0'), 0);
  assert.equal(value('${data.n} % 0'), 0);
});

test('values of inputs are compared as numbers or texts', () => {
  assert.equal(value('${form.age} >= 18'), true);
  assert.equal(value('${form.age} == 18'), true);
  assert.equal(value("${data.s} == 'a'"), true);
  assert.equal(value("${data.b} == 'true'"), true);
});

test('a missing value is neither greater nor smaller than a number', () => {
  assert.equal(value('${data.none} >= 0'), false);
  assert.equal(value('${data.none} < 1'), false);
  assert.equal(value("${data.none} == ''"), true);
});

test('operands side by side are concatenated', () => {
  assert.equal(value("'Hello ' ${data.s} ', ' (${data.n} + 1)"), 'Hello a, 6');
  assert.equal(value("'It\\'s'"), "It's");
  assert.equal(value('${data.none} ${data.s}'), 'a');
});

test('what is no expression is refused', () => {
  for (const text of ['', '(', '1 +', '1 == 2)', "'open", 'abc', '1 ** 2', '&& 1', '${data.n', '('.repeat(60) + '1' + ')'.repeat(60)]) {
    assert.throws(() => value(text), ExpressionError, text);
  }
  assert.throws(() => value('1' + ' + 1'.repeat(10_000)), ExpressionError);
});

test('a nested expression is between backticks', () => {
  assert.equal(isNested('`1`'), true);
  assert.equal(isNested('`'), false);
  assert.equal(isNested('a `1`'), false);
});
