import { build } from './components/registry.js';

/** What the components of a screen share: the session, the enclosing form, and the actions. */
export class RenderContext {
  #actions;
  #counter;

  /**
   * @param {FlowDocument} document
   * @param {FlowSession} session
   * @param {{perform: function(object), validateScreen: function(): boolean, isWaiting: function(): boolean}} actions
   */
  constructor(document, session, actions, { form = null, depth = 0, counter = { value: 0 } } = {}) {
    this.document = document;
    this.session = session;
    this.form = form;
    this.depth = depth;
    this.#actions = actions;
    this.#counter = counter;
  }

  /** Number of components on this screen. */
  get count() {
    return this.#counter.value;
  }

  countOne(difference = 1) {
    this.#counter.value += difference;
  }

  deeper() {
    return this.#copy(this.form, this.depth + 1);
  }

  inForm(form) {
    return this.#copy(form, this.depth);
  }

  #copy(form, depth) {
    return new RenderContext(this.document, this.session, this.#actions, { form, depth, counter: this.#counter });
  }

  build(definitions) {
    return build(definitions, this);
  }

  /** Performs an action, with the values of this moment in its payload. */
  perform(action) {
    this.#actions.perform(action);
  }

  /** Performs the action of a property, if there is one. */
  performOf(definition, property) {
    if (Object.hasOwn(definition, property)) this.perform(definition[property]);
  }

  /** Shows the messages of invalid inputs and returns whether there are none. */
  validateScreen() {
    return this.#actions.validateScreen();
  }

  /** Whether the host has not answered the last data exchange yet. */
  get isWaiting() {
    return this.#actions.isWaiting();
  }
}
