// The components of Flow JSON by type.
import { h } from '../dom.js';
import { isObject, MAX_COMPONENTS, MAX_DEPTH, textOf } from '../limits.js';
import { EmbeddedLinkView, FooterView } from './buttons.js';
import { CheckboxGroupView, ChipsSelectorView, DropdownView, RadioButtonsGroupView } from './choices.js';
import { FormView, IfView, SwitchView } from './containers.js';
import { CalendarPickerView, DatePickerView } from './date-pickers.js';
import { DocumentPickerView, PhotoPickerView } from './media-pickers.js';
import { NavigationListView } from './navigation-list.js';
import { OptInView } from './opt-in.js';
import { ImageCarouselView, ImageView } from './pictures.js';
import { TextAreaView, TextInputView } from './text-inputs.js';
import { RichTextView, TextBodyView, TextCaptionView, TextHeadingView, TextSubheadingView } from './texts.js';
import { View } from './view.js';

const TYPES = new Map(Object.entries({
  TextHeading: TextHeadingView,
  TextSubheading: TextSubheadingView,
  TextBody: TextBodyView,
  TextCaption: TextCaptionView,
  RichText: RichTextView,
  TextInput: TextInputView,
  TextArea: TextAreaView,
  CheckboxGroup: CheckboxGroupView,
  RadioButtonsGroup: RadioButtonsGroupView,
  Dropdown: DropdownView,
  ChipsSelector: ChipsSelectorView,
  Footer: FooterView,
  OptIn: OptInView,
  EmbeddedLink: EmbeddedLinkView,
  NavigationList: NavigationListView,
  DatePicker: DatePickerView,
  CalendarPicker: CalendarPickerView,
  Image: ImageView,
  ImageCarousel: ImageCarouselView,
  PhotoPicker: PhotoPickerView,
  DocumentPicker: DocumentPickerView,
  If: IfView,
  Switch: SwitchView,
  Form: FormView,
}));

/** In place of a component that cannot be shown: the rest of the screen is. */
class ProblemView extends View {
  constructor(definition, context, text) {
    super(definition, context);
    this.node = h('div', { class: 'problem', role: 'note' }, text);
  }
}

/** A component that is shown only while its property `visible` is not false. */
class VisibleView extends View {
  #view;

  constructor(definition, context, view) {
    super(definition, context);
    this.#view = view;
    this.node = view.node;
    this.node.dataset.type = definition.type;
  }

  update() {
    this.#view.update();
    this.node.hidden = !this.flag('visible', true);
  }

  validate() {
    return this.node.hidden ? [] : this.#view.validate();
  }

  dispose() {
    this.context.countOne(-1);
    this.#view.dispose();
  }
}

/** Creates the views of a list of components. */
export function build(definitions, context) {
  const allowed = definitions.slice(0, Math.max(0, MAX_COMPONENTS - context.count));
  const views = allowed.map((definition) => create(definition, context));
  if (allowed.length < definitions.length) views.push(problem({}, context, 'Further components are not shown: there are too many.'));
  return views;
}

function create(definition, context) {
  const type = textOf(isObject(definition) ? definition.type : undefined);
  const View = TYPES.get(type);
  if (View === undefined) return problem({}, context, `Unknown component ${type.slice(0, 40)}.`);
  if (context.depth > MAX_DEPTH) return problem(definition, context, 'Not shown: components are nested too deeply.');
  context.countOne();
  return new VisibleView(definition, context, new View(definition, context.deeper()));
}

function problem(definition, context, text) {
  return new ProblemView(definition, context, text);
}
