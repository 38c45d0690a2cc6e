package io.parley.template.lint;

/** The object that the paths of a rule start from. */
enum LintScope {
    /** The contract's {@code WhatsAppTemplateRequest}, without the content of its localizations. */
    TEMPLATE,
    /** The contract's {@code LocalizationRequest}, without its components. */
    LOCALIZATION,
    /** The contract's {@code TemplatePatchRequest}, without its components. */
    EDIT,
    /** An object with {@code components}: a localization or an edit. */
    COMPONENTS
}
