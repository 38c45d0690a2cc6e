package io.parley.flow.validation.expression;

/**
 * A token of an expression.
 *
 * @param from offset in the expression
 * @param to offset after the token
 */
record ExpressionToken(Kind kind, String text, int from, int to) {
    enum Kind {
        BINDING,
        STRING,
        NUMBER,
        BOOLEAN,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean startsOperand() {
        return switch (kind) {
            case BINDING, STRING, NUMBER, BOOLEAN, OPEN -> true;
            case OPERATOR -> text.equals("!");
            case CLOSE, END -> false;
        };
    }
}
