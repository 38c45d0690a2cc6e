import { h, setText } from '../dom.js';
import { linesOf, markdown } from '../markdown.js';
import { View } from './view.js';

/** TextHeading, TextSubheading. */
class HeadingView extends View {
  constructor(definition, context, tag) {
    super(definition, context);
    this.node = h(tag, { class: 'text' });
  }

  update() {
    setText(this.node, this.text('text'));
  }
}

export class TextHeadingView extends HeadingView {
  constructor(definition, context) {
    super(definition, context, 'h2');
  }
}

export class TextSubheadingView extends HeadingView {
  constructor(definition, context) {
    super(definition, context, 'h3');
  }
}

/** A text whose elements are created again when the text changes. */
class FormattedView extends View {
  #shown = null;

  constructor(definition, context, className) {
    super(definition, context);
    this.node = h('div', { class: `text ${className}` });
  }

  update() {
    const value = this.property('text');
    const key = JSON.stringify(value) ?? '';
    if (key !== this.#shown) {
      this.#shown = key;
      this.node.replaceChildren(...this.content(linesOf(value)));
    }
    this.style();
  }

  style() {}
}

/** TextBody, TextCaption. */
class StyledTextView extends FormattedView {
  content(lines) {
    return this.flag('markdown', false)
      ? markdown(lines, { rich: false })
      : [h('p', {}, ...lines.flatMap((line, index) => (index === 0 ? [line] : [h('br'), line])))];
  }

  style() {
    const weight = this.text('font-weight');
    this.node.classList.toggle('bold', weight === 'bold' || weight === 'bold_italic');
    this.node.classList.toggle('italic', weight === 'italic' || weight === 'bold_italic');
    this.node.classList.toggle('strike', this.flag('strikethrough', false));
  }
}

export class TextBodyView extends StyledTextView {
  constructor(definition, context) {
    super(definition, context, 'body');
  }
}

export class TextCaptionView extends StyledTextView {
  constructor(definition, context) {
    super(definition, context, 'caption');
  }
}

export class RichTextView extends FormattedView {
  constructor(definition, context) {
    super(definition, context, 'rich');
  }

  content(lines) {
    return markdown(lines, { rich: true });
  }
}
