// What all components have in common.
import { textOf } from '../limits.js';

/** A component of the screen that is shown. `node` is its element. */
export class View {
  node = null;

  /**
   * @param {object} definition the component's JSON
   * @param {RenderContext} context
   */
  constructor(definition, context) {
    this.definition = definition;
    this.context = context;
  }

  /** Returns the current value of a property. */
  property(name) {
    return this.context.session.scope.resolve(Object.hasOwn(this.definition, name) ? this.definition[name] : undefined);
  }

  /** Returns a property as text; empty if it is absent. */
  text(name) {
    return textOf(this.property(name));
  }

  /** Returns a boolean property. */
  flag(name, otherwise) {
    const value = this.property(name);
    return value === undefined ? otherwise : value === true || value === 'true';
  }

  /** Returns a number, which may be written as text; undefined if there is none. */
  number(name) {
    const value = this.property(name);
    const result = value === undefined || value === '' || value === null ? NaN : Number(value);
    return Number.isFinite(result) ? result : undefined;
  }

  /** Evaluates again what depends on data and values. */
  update() {}

  /** Returns the inputs below this component that have no valid value, each with its message shown. */
  validate() {
    return [];
  }

  /** Called when this component is removed from a screen that is still shown. */
  dispose() {}
}

/** A component that contains others. */
export class ContainerView extends View {
  views = [];

  update() {
    this.views.forEach((view) => view.update());
  }

  validate() {
    return this.views.flatMap((view) => view.validate());
  }

  dispose() {
    this.views.forEach((view) => view.dispose());
  }

  /** Replaces the content. */
  show(definitions) {
    this.dispose();
    this.views = this.context.build(definitions);
    this.node.replaceChildren(...this.views.map((view) => view.node));
  }
}
