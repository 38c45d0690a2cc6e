/**
 * The expressions of Flow JSON: bindings such as {@code ${data.name}}, conditions of {@code If}, and nested expressions between
 * backticks. Knows their grammar and types, and nothing of screens.
 */
@NullMarked
package io.parley.flow.validation.expression;

import org.jspecify.annotations.NullMarked;
