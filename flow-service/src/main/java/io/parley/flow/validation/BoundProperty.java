package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceScalar;

/**
 * A text with bindings as the value of a property.
 *
 * @param property its name
 */
record BoundProperty(SourceScalar value, String text, ValueSchema schema, String property) {}
