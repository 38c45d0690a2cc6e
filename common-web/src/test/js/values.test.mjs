import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOf, fromDate, toDate, weekday } from '../../main/resources/web/flow-renderer/dates.js';
import { imageSource } from '../../main/resources/web/flow-renderer/images.js';
import { httpsUrl } from '../../main/resources/web/flow-renderer/links.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUg==';

test('links lead to https only', () => {
  assert.equal(httpsUrl('https://example.com/a?b=c'), 'https://example.com/a?b=c');
  for (const url of ['http://example.com', 'javascript:alert(1)', ' javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x',
    '//example.com', '/path', 'https://', 'https://user@example.com/', '', null, 5]) {
    assert.equal(httpsUrl(url), null, String(url));
  }
});

test('images are PNG or JPEG in the Flow', () => {
  assert.equal(imageSource(PNG), `data:image/png;base64,${PNG}`);
  assert.equal(imageSource(`data:image/png;base64,${PNG}`), `data:image/png;base64,${PNG}`);
  assert.equal(imageSource('/9j/4AAQ'), 'data:image/jpeg;base64,/9j/4AAQ');
  for (const source of ['https://example.com/a.png', 'data:image/svg+xml;base64,PHN2Zz4=', 'data:text/html,x', 'PHN2Zz4=', `${PNG}"onerror=`,
    '', null, {}, 'iVBORw0KGgo' + 'A'.repeat(2_000_000)]) {
    assert.equal(imageSource(source), null, String(source).slice(0, 60));
  }
});

test('dates have the notation of their version', () => {
  assert.equal(toDate('2026-06-01'), '2026-06-01');
  assert.equal(toDate('1780272000000'), '2026-06-01');
  assert.equal(toDate('soon'), '');
  assert.equal(toDate(undefined), '');
  assert.equal(fromDate('2026-06-01', true), '2026-06-01');
  assert.equal(fromDate('2026-06-01', false), '1780272000000');
  assert.equal(fromDate('', false), '');
  assert.equal(weekday('2026-06-01'), 'Mon');
  assert.equal(daysOf('2026-06-01', '2026-06-03'), 3);
});
