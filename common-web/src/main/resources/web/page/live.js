// A stream of server-sent events that connects again, continues after the last event, and can send headers.

const MIN_PAUSE = 500;
const MAX_PAUSE = 5_000;

/**
 * @typedef {'connecting' | 'open' | 'waiting' | 'refused'} LiveState
 * waiting: the connection has ended and is opened again after a pause; refused: the server has rejected the request.
 */

/**
 * @typedef {object} LiveOptions
 * @property {() => string} url URL of the stream; read for each connection
 * @property {() => Record<string, string>} [headers] headers of each connection, such as Authorization
 * @property {(name: string, data: any) => void} onEvent receives each event with its parsed JSON
 * @property {(state: LiveState) => void} [onState]
 * @property {number} [silence] milliseconds without an event after which the connection counts as lost; 0 for never
 */

/** Splits a text that arrives in pieces into events. */
export class EventParser {
  #rest = '';
  #name = '';
  #data = /** @type {string[]} */ ([]);
  /** Id of the last complete event. */
  lastEventId = '';
  #id = '';

  /**
   * @param {string} text
   * @returns {{name: string, data: string}[]} the events that are complete
   */
  read(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    const events = [];
    for (const line of lines) {
      if (line !== '') this.#readField(line);
      else events.push(...this.#complete());
    }
    return events;
  }

  /** @param {string} line */
  #readField(line) {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') this.#name = value;
    else if (name === 'data') this.#data.push(value);
    else if (name === 'id') this.#id = value;
  }

  #complete() {
    this.lastEventId = this.#id;
    const event = { name: this.#name || 'message', data: this.#data.join('\n') };
    const isEvent = this.#data.length > 0;
    this.#name = '';
    this.#data = [];
    return isEvent ? [event] : [];
  }
}

/** Runs from the construction until `close`. */
export class LiveStream {
  /** @type {LiveOptions} */
  #options;
  #closed = false;
  #pause = MIN_PAUSE;
  #lastEventId = '';
  #connection = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {LiveOptions} options */
  constructor(options) {
    this.#options = options;
    this.#run();
  }

  /** Connects again at once: the URL has changed. Continues after the last event, unless it is to begin anew. */
  reconnect(anew = false) {
    if (anew) this.#lastEventId = '';
    this.#pause = 0;
    this.#connection.abort();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#connection.abort();
  }

  async #run() {
    while (!this.#closed) {
      this.#connection = new AbortController();
      this.#options.onState?.('connecting');
      try {
        await this.#read();
      } catch {
        // The connection could not be opened, or has ended; the next one follows.
      }
      clearTimeout(this.#timer);
      if (this.#closed) return;
      if (this.#pause > 0) this.#options.onState?.('waiting');
      await new Promise((resolve) => { setTimeout(resolve, this.#pause); });
      this.#pause = Math.min(Math.max(this.#pause, MIN_PAUSE / 2) * 2, MAX_PAUSE);
    }
  }

  async #read() {
    this.#watch();
    const response = await fetch(this.#options.url(), {
      cache: 'no-store',
      signal: this.#connection.signal,
      headers: {
        Accept: 'text/event-stream',
        ...this.#options.headers?.(),
        ...(this.#lastEventId === '' ? {} : { 'Last-Event-ID': this.#lastEventId }),
      },
    });
    if (!response.ok || response.body === null) {
      this.#options.onState?.('refused');
      return;
    }
    this.#pause = MIN_PAUSE;
    this.#options.onState?.('open');
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      this.#watch();
      for (const { name, data } of parser.read(chunk.value)) {
        this.#options.onEvent(name, JSON.parse(data));
      }
      this.#lastEventId = parser.lastEventId || this.#lastEventId;
    }
  }

  /** Ends the connection if nothing arrives. */
  #watch() {
    clearTimeout(this.#timer);
    const silence = this.#options.silence ?? 0;
    if (silence > 0) this.#timer = setTimeout(() => this.#connection.abort(), silence);
  }
}
