import { h } from '../dom.js';
import { isTrue } from '../expressions.js';
import { arrayOf, isObject, member, textOf } from '../limits.js';
import { ContainerView } from './view.js';

/** Form. Its initial values and messages are those of the inputs in it. */
export class FormView extends ContainerView {
  constructor(definition, context) {
    super(definition, context.inForm(definition));
    this.node = h('div', { class: 'form', role: 'group' });
    this.show(arrayOf(definition.children));
  }
}

/** A component that shows one of several lists of components. */
class BranchView extends ContainerView {
  #shown = undefined;

  constructor(definition, context) {
    super(definition, context);
    this.node = h('div', { class: 'branch' });
  }

  update() {
    const branch = this.branch();
    if (branch !== this.#shown) {
      this.#shown = branch;
      this.show(arrayOf(branch));
    }
    super.update();
  }
}

/** If. */
export class IfView extends BranchView {
  branch() {
    const isMet = isTrue(this.context.session.scope.condition(textOf(this.definition.condition)));
    return this.definition[isMet ? 'then' : 'else'];
  }
}

/** Switch. The case `default` is shown if no other one has the value. */
export class SwitchView extends BranchView {
  branch() {
    const cases = isObject(this.definition.cases) ? this.definition.cases : {};
    return member(cases, textOf(this.property('value'))) ?? member(cases, 'default');
  }
}
