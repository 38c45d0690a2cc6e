/** Operator API of templates: the lint, and comparisons with Meta's list on request. */
package io.parley.template.operator;
