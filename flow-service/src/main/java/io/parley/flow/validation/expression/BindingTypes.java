package io.parley.flow.validation.expression;

import org.jspecify.annotations.Nullable;

/** The types of the bindings of an expression. */
@FunctionalInterface
public interface BindingTypes {
    /** Returns the type of a binding that is a part of an expression; null if that part is not a binding. */
    @Nullable
    ValueType typeOf(char[] expression, int from, int to);
}
