package io.parley.flow.validation.expression;

/** The types of the bindings of an expression. */
@FunctionalInterface
public interface BindingTypes {
    /** Returns the type of a binding that is a part of an expression; null if that part is not a binding. */
    ValueType typeOf(char[] expression, int from, int to);
}
