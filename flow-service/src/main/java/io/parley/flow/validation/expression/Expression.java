package io.parley.flow.validation.expression;

/** The expressions that a Flow evaluates while it runs. */
public final class Expression {
    private static final char QUOTE = '`';

    private Expression() {}

    /**
     * Checks a condition, such as {@code (${form.age} >= 18) && ${data.open}}.
     *
     * @param types the types of its bindings
     * @throws ExpressionFault for the first error
     */
    public static void requireCondition(String text, BindingTypes types) throws ExpressionFault {
        new ExpressionParser(text, 0, text.length(), types, false).parse();
    }

    /** Whether a text is a nested expression: between backticks. */
    public static boolean isNested(String text) {
        return text.length() > 1 && text.charAt(0) == QUOTE && text.charAt(text.length() - 1) == QUOTE;
    }

    /**
     * Returns the type of a nested expression, such as {@code `'Hello ' ${form.name}`}.
     *
     * @param types the types of its bindings
     * @throws ExpressionFault for the first error
     */
    public static ValueType typeOfNested(String text, BindingTypes types) throws ExpressionFault {
        return new ExpressionParser(text, 1, text.length() - 1, types, true).parse();
    }
}
