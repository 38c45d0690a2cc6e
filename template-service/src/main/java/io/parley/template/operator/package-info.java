/** Operator API of templates: the lint, and comparisons with Meta's list on request. */
@NullMarked
package io.parley.template.operator;

import org.jspecify.annotations.NullMarked;
