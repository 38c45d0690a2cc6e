import { h } from './dom.js';
import { arrayOf, member, textOf } from './limits.js';
import { RenderContext } from './render-context.js';

const MAX_ROUNDS = 5;

/** The screen that is shown: title, button "back" and components. */
export class ScreenView {
  #views;
  #back;
  #title;
  #notice = h('div', { class: 'notice', role: 'alert' });
  #session;
  #isScheduled = false;
  #isNoticeOfFields = false;

  /**
   * @param {FlowDocument} document
   * @param {FlowSession} session
   * @param {{perform: function(object), back: function(), isWaiting: function(): boolean}} host
   */
  constructor(document, session, host) {
    this.#session = session;
    const actions = { ...host, validateScreen: () => this.#validate() };
    const context = new RenderContext(document, session, actions);
    const layout = member(session.current.definition, 'layout');
    this.#views = context.build(arrayOf(member(layout, 'children')));
    this.#back = h('button', { type: 'button', class: 'back', 'aria-label': 'Back', on: { click: host.back } }, '‹');
    this.#title = h('h1', { tabindex: '-1' });
    const content = h('div', { class: 'content' }, ...this.#views.map((view) => view.node));
    this.node = h('section', { class: 'screen', 'aria-label': 'Screen' },
      h('header', {}, this.#back, this.#title), this.#notice, content);
    this.update();
  }

  /** Updates all components, and again while their initial values change others, such as those of conditions. */
  update() {
    let rounds = 0;
    let isChanged = true;
    const notice = () => { isChanged = true; };
    this.#session.addEventListener('change', notice);
    while (isChanged && rounds++ < MAX_ROUNDS) {
      isChanged = false;
      this.#updateOnce();
    }
    this.#session.removeEventListener('change', notice);
  }

  #updateOnce() {
    this.#title.textContent = textOf(this.#session.scope.resolve(this.#session.current.definition.title)) || ' ';
    this.#back.hidden = !this.#session.canGoBack;
    this.#views.forEach((view) => view.update());
    if (this.#isNoticeOfFields && this.node.querySelector('.invalid') === null) this.showNotice('');
  }

  /** Updates once after all changes of this turn. */
  schedule() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.update();
    });
  }

  focus() {
    this.#title.focus();
  }

  /** Shows a message above the components, as one that an endpoint returns. */
  showNotice(text) {
    this.#isNoticeOfFields = false;
    this.#notice.textContent = textOf(text);
  }

  #validate() {
    const invalid = this.#views.flatMap((view) => view.validate());
    this.showNotice(invalid.length === 0 ? '' : 'Check the marked fields.');
    this.#isNoticeOfFields = invalid.length > 0;
    invalid[0]?.focus();
    return invalid.length === 0;
  }
}
