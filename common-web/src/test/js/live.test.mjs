import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { EventParser, LiveStream } from '../../main/resources/web/page/live.js';

const { fetch } = globalThis;

afterEach(() => { globalThis.fetch = fetch; });

test('events are read whole, however the text is cut', () => {
  const text = ': comment\nretry: 1000\n\nid: a-1\nevent: changes\ndata: {"a":\ndata: 1}\n\nid: a-2\r\ndata: 2\r\n\r\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const parser = new EventParser();
    const events = [...parser.read(text.slice(0, cut)), ...parser.read(text.slice(cut))];
    assert.deepEqual(events, [{ name: 'changes', data: '{"a":\n1}' }, { name: 'message', data: '2' }], `cut at ${cut}`);
    assert.equal(parser.lastEventId, 'a-2');
  }
});

test('an incomplete event is not passed on', () => {
  const parser = new EventParser();
  assert.deepEqual(parser.read('id: a-1\ndata: 1\n'), []);
  assert.equal(parser.lastEventId, '');
});

/** Answers each connection with the next text; the last one stays open. */
function serve(texts) {
  const requests = [];
  globalThis.fetch = async (url, options) => {
    const text = texts[requests.length];
    requests.push({ url, headers: options.headers });
    if (text === undefined) return new Promise((resolve, reject) => { options.signal.addEventListener('abort', () => reject(new Error('aborted'))); });
    return text === null ? new Response('', { status: 503 }) : new Response(text);
  };
  return requests;
}

/** Runs a stream until the condition is met. */
function run(options, isDone) {
  return new Promise((resolve) => {
    const seen = { events: [], states: [] };
    const check = () => {
      if (!isDone(seen)) return;
      stream.close();
      resolve(seen);
    };
    const stream = new LiveStream({
      url: () => '/stream',
      ...options,
      onEvent: (name, data) => { seen.events.push([name, data]); check(); },
      onState: (state) => { seen.states.push(state); setTimeout(check); },
    });
  });
}

test('the next connection continues after the last event, with its own headers', async () => {
  const requests = serve(['id: a-1\ndata: 1\n\n', 'id: a-2\ndata: 2\n\n']);
  const seen = await run({ headers: () => ({ Authorization: 'Bearer x' }) }, ({ events }) => events.length === 2);
  assert.deepEqual(seen.events, [['message', 1], ['message', 2]]);
  assert.deepEqual(requests.map(({ headers }) => headers['Last-Event-ID']), [undefined, 'a-1']);
  assert.equal(requests[0].headers.Authorization, 'Bearer x');
  assert.ok(seen.states.includes('waiting'), String(seen.states));
});

test('a refused connection is reported and opened again', async () => {
  serve([null, 'data: 1\n\n']);
  const seen = await run({}, ({ events }) => events.length === 1);
  assert.deepEqual(seen.states.slice(0, 3), ['connecting', 'refused', 'waiting']);
});

test('a silent connection is opened again', async () => {
  const requests = serve([]);
  await run({ silence: 20 }, () => requests.length === 2);
});
