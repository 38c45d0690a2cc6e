package io.parley.flow.validation.expression;

import java.util.Arrays;

/**
 * Parses an expression and checks the types of its operands. Precedence from low to high: concatenation, {@code ||}, {@code
 * &&}, comparison, {@code + -}, {@code / %}, {@code !}.
 */
final class ExpressionParser {
    private static final int MAX_DEPTH = 50;

    private final char[] units;
    private final ExpressionLexer lexer;
    private final BindingTypes types;
    private final boolean nested;
    private final int to;
    private int depth;

    /**
     * Reads from one offset to another.
     *
     * @param types the types of its bindings
     * @param nested whether several operands may be concatenated and the result may have any type
     */
    ExpressionParser(String text, int from, int to, BindingTypes types, boolean nested) {
        this.units = text.toCharArray();
        this.to = to;
        this.lexer = new ExpressionLexer(units, from, to);
        this.types = types;
        this.nested = nested;
    }

    private record Operand(ValueType type, boolean literal) {
        private static final Operand TEXT = new Operand(ValueType.STRING, true);
        private static final Operand NUMBER = new Operand(ValueType.NUMBER, true);
        private static final Operand BOOLEAN = new Operand(ValueType.BOOLEAN, true);
        /** By the ordinals of the types. */
        private static final Operand[] COMPUTED = Arrays.stream(ValueType.values())
                .map(type -> new Operand(type, false))
                .toArray(Operand[]::new);

        private static Operand computed(ValueType type) {
            return COMPUTED[type.ordinal()];
        }
    }

    /** An operator with its place. */
    private record Operator(TokenKind kind, int from, int to) {
        ExpressionFault fault(String rule) {
            return new ExpressionFault(rule, from, to);
        }
    }

    /** Returns the type of the result. */
    ValueType parse() throws ExpressionFault {
        lexer.next();
        var first = lexer.from();
        if (lexer.kind() == TokenKind.END) {
            throw fault("empty");
        }
        var operand = concatenation();
        if (lexer.kind() == TokenKind.CLOSE) {
            throw fault("parenthesis-not-opened");
        }
        if (!nested) {
            requireCondition(operand, first);
        }
        return operand.type();
    }

    private void requireCondition(Operand operand, int first) throws ExpressionFault {
        if (operand.literal()) {
            throw new ExpressionFault("single-literal", first, to);
        }
        if (!operand.type().fits(ValueType.BOOLEAN)) {
            throw new ExpressionFault("not-boolean", first, to);
        }
    }

    private Operand concatenation() throws ExpressionFault {
        var operand = operation(1);
        while (lexer.kind().startsOperand()) {
            if (!nested) {
                throw fault("operator-missing");
            }
            operation(1);
            operand = Operand.computed(ValueType.STRING);
        }
        return operand;
    }

    /** Reads operands with the operators of a level and above. */
    private Operand operation(int level) throws ExpressionFault {
        return operation(unary(), level);
    }

    /** Reads what follows an operand: operators of a level and above with their right operands. */
    private Operand operation(Operand first, int level) throws ExpressionFault {
        var left = first;
        while (lexer.kind().level() >= level) {
            var operator = operator();
            requireOperand(operator);
            var right = unary();
            var bindsFirst = operator.kind().level() + 1;
            if (lexer.kind().level() >= bindsFirst) {
                right = operation(right, bindsFirst);
            }
            left = combine(operator, left, right);
        }
        return left;
    }

    /** Reads an operator. */
    private Operator operator() throws ExpressionFault {
        var operator = new Operator(lexer.kind(), lexer.from(), lexer.to());
        lexer.next();
        return operator;
    }

    private void requireOperand(Operator operator) throws ExpressionFault {
        if (lexer.kind() == TokenKind.END) {
            throw operator.fault("operand-missing");
        }
        if (!lexer.kind().startsOperand()) {
            throw operator.fault("operator-misplaced");
        }
    }

    private static Operand combine(Operator operator, Operand left, Operand right) throws ExpressionFault {
        var kind = operator.kind();
        if (kind.compares() && left.literal() && right.literal()) {
            throw operator.fault("literals-only");
        }
        if (kind.isEquality()) {
            require(left.type().fits(right.type()), operator);
        } else {
            var required = kind.isLogical() ? ValueType.BOOLEAN : ValueType.NUMBER;
            require(left.type().fits(required) && right.type().fits(required), operator);
        }
        return Operand.computed(kind.compares() || kind.isLogical() ? ValueType.BOOLEAN : ValueType.NUMBER);
    }

    private static void require(boolean valid, Operator operator) throws ExpressionFault {
        if (!valid) {
            throw operator.fault("type-mismatch");
        }
    }

    private Operand unary() throws ExpressionFault {
        Operator not = null;
        while (lexer.kind() == TokenKind.NOT) {
            not = operator();
            requireOperand(not);
        }
        var operand = operand();
        if (not == null) {
            return operand;
        }
        require(operand.type().fits(ValueType.BOOLEAN), not);
        return new Operand(ValueType.BOOLEAN, operand.literal());
    }

    private Operand operand() throws ExpressionFault {
        return switch (lexer.kind()) {
            case BINDING -> binding();
            case STRING -> literal(Operand.TEXT);
            case NUMBER -> literal(Operand.NUMBER);
            case BOOLEAN -> literal(Operand.BOOLEAN);
            case OPEN -> parenthesis();
            case CLOSE -> throw fault("parenthesis-not-opened");
            case END -> throw fault("operand-missing");
            default -> throw fault("operator-misplaced");
        };
    }

    private Operand literal(Operand operand) throws ExpressionFault {
        lexer.next();
        return operand;
    }

    private Operand binding() throws ExpressionFault {
        var type = types.typeOf(units, lexer.from(), lexer.to());
        if (type == null) {
            throw fault("operand-invalid");
        }
        lexer.next();
        return Operand.computed(type);
    }

    private Operand parenthesis() throws ExpressionFault {
        var open = operator();
        if (lexer.kind() == TokenKind.CLOSE) {
            throw new ExpressionFault("parentheses-empty", open.from(), lexer.to());
        }
        if (++depth > MAX_DEPTH) {
            throw open.fault("depth");
        }
        var operand = concatenation();
        if (lexer.kind() != TokenKind.CLOSE) {
            throw open.fault("parenthesis-not-closed");
        }
        lexer.next();
        depth--;
        return operand;
    }

    /** The current token breaks a rule. */
    private ExpressionFault fault(String rule) {
        return new ExpressionFault(rule, lexer.from(), lexer.to());
    }
}
