package io.parley.template.content;

/** The contract's categories, which are Meta's. */
public enum TemplateCategory {
    MARKETING,
    UTILITY,
    AUTHENTICATION
}
