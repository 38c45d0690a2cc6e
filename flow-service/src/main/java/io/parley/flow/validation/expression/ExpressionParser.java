package io.parley.flow.validation.expression;

import io.parley.flow.validation.expression.ExpressionToken.Kind;

/**
 * Parses an expression and checks the types of its operands. Precedence from low to high: concatenation, {@code ||}, {@code
 * &&}, comparison, {@code + -}, {@code / %}, {@code !}.
 */
final class ExpressionParser {
    private static final int MAX_DEPTH = 50;

    private final String text;
    private final ExpressionLexer lexer;
    private final BindingTypes types;
    private final boolean nested;
    private final int to;
    private ExpressionToken token;
    private int depth;

    /**
     * Reads from one offset to another.
     *
     * @param types the types of its bindings
     * @param nested whether several operands may be concatenated and the result may have any type
     */
    ExpressionParser(String text, int from, int to, BindingTypes types, boolean nested) {
        this.text = text;
        this.to = to;
        this.lexer = new ExpressionLexer(text, from, to);
        this.types = types;
        this.nested = nested;
    }

    private record Operand(ValueType type, boolean literal) {}

    /** Returns the type of the result. */
    ValueType parse() throws ExpressionFault {
        token = lexer.next();
        var first = token.from();
        if (token.is(Kind.END)) {
            throw ExpressionFault.at("empty", token);
        }
        var operand = concatenation();
        if (token.is(Kind.CLOSE)) {
            throw ExpressionFault.at("parenthesis-not-opened", token);
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
        while (token.startsOperand()) {
            if (!nested) {
                throw ExpressionFault.at("operator-missing", token);
            }
            operation(1);
            operand = new Operand(ValueType.STRING, false);
        }
        return operand;
    }

    /** Reads operands with the operators of a level and above. */
    private Operand operation(int level) throws ExpressionFault {
        var left = unary();
        while (token.kind().level() >= level) {
            var operator = next();
            requireOperand(operator);
            left = combine(operator, left, operation(operator.kind().level() + 1));
        }
        return left;
    }

    private void requireOperand(ExpressionToken operator) throws ExpressionFault {
        if (token.is(Kind.END)) {
            throw ExpressionFault.at("operand-missing", operator);
        }
        if (!token.startsOperand()) {
            throw ExpressionFault.at("operator-misplaced", operator);
        }
    }

    private static Operand combine(ExpressionToken operator, Operand left, Operand right) throws ExpressionFault {
        var kind = operator.kind();
        if (kind.compares() && left.literal() && right.literal()) {
            throw ExpressionFault.at("literals-only", operator);
        }
        if (kind.isEquality()) {
            require(left.type().fits(right.type()), operator);
        } else {
            var required = kind.isLogical() ? ValueType.BOOLEAN : ValueType.NUMBER;
            require(left.type().fits(required) && right.type().fits(required), operator);
        }
        return new Operand(kind.compares() || kind.isLogical() ? ValueType.BOOLEAN : ValueType.NUMBER, false);
    }

    private static void require(boolean valid, ExpressionToken operator) throws ExpressionFault {
        if (!valid) {
            throw ExpressionFault.at("type-mismatch", operator);
        }
    }

    private Operand unary() throws ExpressionFault {
        ExpressionToken not = null;
        while (token.is(Kind.NOT)) {
            not = next();
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
        var read = next();
        return switch (read.kind()) {
            case BINDING -> binding(read);
            case STRING -> new Operand(ValueType.STRING, true);
            case NUMBER -> new Operand(ValueType.NUMBER, true);
            case BOOLEAN -> new Operand(ValueType.BOOLEAN, true);
            case OPEN -> parenthesis(read);
            case CLOSE -> throw ExpressionFault.at("parenthesis-not-opened", read);
            case END -> throw ExpressionFault.at("operand-missing", read);
            default -> throw ExpressionFault.at("operator-misplaced", read);
        };
    }

    private Operand binding(ExpressionToken read) throws ExpressionFault {
        var type = types.typeOf(text, read.from(), read.to());
        if (type == null) {
            throw ExpressionFault.at("operand-invalid", read);
        }
        return new Operand(type, false);
    }

    private Operand parenthesis(ExpressionToken open) throws ExpressionFault {
        if (token.is(Kind.CLOSE)) {
            throw new ExpressionFault("parentheses-empty", open.from(), token.to());
        }
        if (++depth > MAX_DEPTH) {
            throw ExpressionFault.at("depth", open);
        }
        var operand = concatenation();
        if (!token.is(Kind.CLOSE)) {
            throw ExpressionFault.at("parenthesis-not-closed", open);
        }
        next();
        depth--;
        return operand;
    }

    /** Returns the current token and reads the one after it. The end token is never passed. */
    private ExpressionToken next() throws ExpressionFault {
        var read = token;
        if (!read.is(Kind.END)) {
            token = lexer.next();
        }
        return read;
    }
}
