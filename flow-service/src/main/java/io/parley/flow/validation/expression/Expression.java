package io.parley.flow.validation.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A valid expression.
 *
 * @param type of its result
 * @param bindings in their order
 */
public record Expression(ValueType type, List<FlowBinding> bindings) {
    private static final char QUOTE = '`';

    /**
     * Reads a condition, such as {@code (${form.age} >= 18) && ${data.open}}.
     *
     * @param types returns the type of a binding
     * @throws ExpressionFault for the first error
     */
    public static Expression condition(String text, Function<FlowBinding, ValueType> types) throws ExpressionFault {
        return new ExpressionParser(ExpressionLexer.read(text, 0, text.length()), types, false).parse();
    }

    /** Whether a text is a nested expression: between backticks. */
    public static boolean isNested(String text) {
        return text.length() > 1 && text.charAt(0) == QUOTE && text.charAt(text.length() - 1) == QUOTE;
    }

    /**
     * Reads a nested expression, such as {@code `'Hello ' ${form.name}`}.
     *
     * @param types returns the type of a binding
     * @throws ExpressionFault for the first error
     */
    public static Expression nested(String text, Function<FlowBinding, ValueType> types) throws ExpressionFault {
        return new ExpressionParser(ExpressionLexer.read(text, 1, text.length() - 1), types, true).parse();
    }

    /** Returns the bindings of any text, without a check of the rest. */
    public static List<FlowBinding> bindings(String text) {
        var found = new ArrayList<FlowBinding>();
        for (var from = text.indexOf("${"); from >= 0; from = text.indexOf("${", from + 1)) {
            var end = text.indexOf('}', from);
            if (end < 0) {
                break;
            }
            FlowBinding.parse(text.substring(from, end + 1)).ifPresent(found::add);
        }
        return found;
    }
}
