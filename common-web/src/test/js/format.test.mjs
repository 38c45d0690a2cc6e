import assert from 'node:assert/strict';
import test from 'node:test';
import { between, dateTime, duration, relative, size } from '../../main/resources/web/page/format.js';

test('durations have their two largest units', () => {
  assert.equal(duration(0), '0 ms');
  assert.equal(duration(340), '340 ms');
  assert.equal(duration(2500), '2.5 s');
  assert.equal(duration(200_000), '3 min 20 s');
  assert.equal(duration(3_600_000), '1 h');
  assert.equal(duration(187_200_000), '2 d 4 h');
  assert.equal(duration(-1500), '-1.5 s');
  assert.equal(duration(Number.NaN), '');
});

test('a duration that rounds up to the larger unit shows only that', () => {
  assert.equal(duration(119_700), '2 min');
});

test('times between two others and relative to now', () => {
  assert.equal(between('2026-01-01T00:00:00Z', '2026-01-01T00:00:01.5Z'), '1.5 s');
  assert.equal(relative('2026-01-01T00:00:00Z', '2026-01-01T00:05:00Z'), '5 minutes ago');
  assert.equal(relative('2026-01-01T02:00:00Z', '2026-01-01T00:00:00Z'), 'in 2 hours');
});

test('what is not a time is shown as it is', () => {
  assert.equal(dateTime('soon'), 'soon');
  assert.equal(relative('soon'), 'soon');
});

test('sizes have decimal units', () => {
  assert.equal(size(999), '999 B');
  assert.equal(size(12_340), '12.3 kB');
  assert.equal(size(5_000_000), '5 MB');
});
