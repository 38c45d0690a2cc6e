import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlowDocument } from '../../main/resources/web/flow-renderer/flow-document.js';
import { FlowSession } from '../../main/resources/web/flow-renderer/session.js';

const screen = (id, data = {}) => ({ id, title: id, data, layout: { type: 'SingleColumnLayout', children: [] } });
const example = (value) => ({ type: typeof value, __example__: value });
const started = (json, initial) => {
  const session = new FlowSession(new FlowDocument(json), initial);
  session.start();
  return session;
};

test('a Flow begins with the screen that no other leads to', () => {
  const screens = [screen('B'), screen('A'), screen('C')];
  assert.equal(new FlowDocument({ screens }).entry, 'B');
  assert.equal(new FlowDocument({ screens, routing_model: { A: ['B', 'C'], B: ['C'], C: [] } }).entry, 'A');
});

test('examples are the data of a screen, in place of what is not passed to it', () => {
  const session = started({ screens: [screen('A', { x: example('one'), y: example(2) }), screen('B', { x: example('other'), z: example(3) })] },
    { y: 5 });
  assert.deepEqual(session.current.data, { x: 'one', y: 5 });

  session.navigate('B', { x: 'passed' });
  assert.deepEqual(session.current.data, { x: 'passed', z: 3 });
});

test('back returns to the screen as it was left', () => {
  const session = started({ screens: [screen('A'), screen('B')] });
  session.setValue('name', 'Mina');
  assert.equal(session.canGoBack, false);
  session.navigate('B', {});
  assert.equal(session.value('name'), undefined);
  session.back();
  assert.equal(session.current.id, 'A');
  assert.equal(session.value('name'), 'Mina');
  session.back();
  assert.equal(session.current.id, 'A');
});

test('an unknown screen is not shown', () => {
  const session = started({ screens: [screen('A')] });
  assert.equal(session.navigate('X', {}), false);
  assert.equal(session.current.id, 'A');
});

test('bindings refer to data, values and other screens', () => {
  const session = started({ screens: [screen('A', { list: { type: 'array', __example__: [{ id: 'x' }] } }), screen('B')] });
  session.setValue('name', 'Mina');
  session.navigate('B', { city: { name: 'Oslo' } });
  const { scope } = session;
  assert.equal(scope.resolve('${data.city.name}'), 'Oslo');
  assert.equal(scope.resolve('${screen.A.form.name}'), 'Mina');
  assert.equal(scope.resolve("`'Hi ' ${screen.A.form.name}`"), 'Hi Mina');
  assert.deepEqual(scope.resolve('${screen.A.data.list}'), [{ id: 'x' }]);
  assert.equal(scope.resolve('${screen.X.form.name}'), undefined);
  assert.equal(scope.resolve('Hi ${data.city.name}'), 'Hi ${data.city.name}');
  assert.deepEqual(scope.resolveAll({ a: ['${data.city.name}'], b: '${data.missing}' }), { a: ['Oslo'] });
});

test('names of prototypes are no data', () => {
  const session = started(JSON.parse('{"screens":[{"id":"A","data":{"__proto__":{"__example__":{"polluted":true}}}}]}'));
  assert.equal(session.scope.resolve('${data.constructor.name}'), undefined);
  assert.equal(session.scope.resolve('${data.toString}'), undefined);
  session.updateData(JSON.parse('{"__proto__":{"polluted":true}}'));
  assert.equal(Object.getPrototypeOf(session.current.data), Object.prototype);
  assert.equal({}.polluted, undefined);
  assert.equal(new FlowDocument({ screens: [screen('A')] }).screen('constructor'), undefined);
});

test('any JSON is a document', () => {
  for (const json of [null, [], 'text', 1, {}, { screens: 1 }, { screens: [null, 1, { id: 2 }, { id: 'A', data: [] }] }]) {
    const session = new FlowSession(new FlowDocument(json));
    assert.equal(session.start(), json?.screens?.length > 2);
  }
});

test('versions are compared by their parts', () => {
  assert.equal(new FlowDocument({ version: '5.0' }).isSince(5), true);
  assert.equal(new FlowDocument({ version: '10.0' }).isSince(5, 1), true);
  assert.equal(new FlowDocument({ version: '4.9' }).isSince(5), false);
  assert.equal(new FlowDocument({}).isSince(5), false);
});
