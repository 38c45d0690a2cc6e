package io.parley.flow.validation.expression;

import io.parley.flow.validation.expression.ExpressionToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Parses the tokens of an expression and checks the types of its operands. Precedence from low to high: concatenation,
 * {@code ||}, {@code &&}, comparison, {@code + -}, {@code / %}, {@code !}.
 */
final class ExpressionParser {
    private static final int MAX_DEPTH = 50;
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("||"), Set.of("&&"), Set.of("==", "!=", "<", "<=", ">", ">="), Set.of("+", "-"), Set.of("/", "%"));
    private static final Set<String> LOGICAL = Set.of("||", "&&");
    private static final Set<String> EQUALITY = Set.of("==", "!=");
    private static final Set<String> COMPARISON = Set.of("<", "<=", ">", ">=");

    private final List<ExpressionToken> tokens;
    private final Function<FlowBinding, ValueType> types;
    private final boolean nested;
    private final List<FlowBinding> bindings = new ArrayList<>();
    private int at;
    private int depth;

    ExpressionParser(List<ExpressionToken> tokens, Function<FlowBinding, ValueType> types, boolean nested) {
        this.tokens = tokens;
        this.types = types;
        this.nested = nested;
    }

    private record Operand(ValueType type, boolean literal) {}

    Expression parse() throws ExpressionFault {
        if (peek().is(Kind.END)) {
            throw ExpressionFault.at("empty", peek());
        }
        var operand = concatenation();
        if (peek().is(Kind.CLOSE)) {
            throw ExpressionFault.at("parenthesis-not-opened", peek());
        }
        if (!nested) {
            requireCondition(operand);
        }
        return new Expression(operand.type(), List.copyOf(bindings));
    }

    private void requireCondition(Operand operand) throws ExpressionFault {
        if (operand.literal()) {
            throw new ExpressionFault(
                    "single-literal", tokens.getFirst().from(), tokens.getLast().to());
        }
        if (!operand.type().fits(ValueType.BOOLEAN)) {
            throw new ExpressionFault(
                    "not-boolean", tokens.getFirst().from(), tokens.getLast().to());
        }
    }

    private Operand concatenation() throws ExpressionFault {
        var operand = level(0);
        while (peek().startsOperand()) {
            if (!nested) {
                throw ExpressionFault.at("operator-missing", peek());
            }
            level(0);
            operand = new Operand(ValueType.STRING, false);
        }
        return operand;
    }

    private Operand level(int level) throws ExpressionFault {
        if (level == LEVELS.size()) {
            return unary();
        }
        var left = level(level + 1);
        while (peek().is(Kind.OPERATOR) && LEVELS.get(level).contains(peek().text())) {
            var operator = next();
            requireOperand(operator);
            left = combine(operator, left, level(level + 1));
        }
        return left;
    }

    private void requireOperand(ExpressionToken operator) throws ExpressionFault {
        if (peek().is(Kind.END)) {
            throw ExpressionFault.at("operand-missing", operator);
        }
        if (!peek().startsOperand()) {
            throw ExpressionFault.at("operator-misplaced", operator);
        }
    }

    private static Operand combine(ExpressionToken operator, Operand left, Operand right) throws ExpressionFault {
        var compares = EQUALITY.contains(operator.text()) || COMPARISON.contains(operator.text());
        if (compares && left.literal() && right.literal()) {
            throw ExpressionFault.at("literals-only", operator);
        }
        if (EQUALITY.contains(operator.text())) {
            require(left.type().fits(right.type()), operator);
        } else {
            var required = LOGICAL.contains(operator.text()) ? ValueType.BOOLEAN : ValueType.NUMBER;
            require(left.type().fits(required) && right.type().fits(required), operator);
        }
        var isBoolean = compares || LOGICAL.contains(operator.text());
        return new Operand(isBoolean ? ValueType.BOOLEAN : ValueType.NUMBER, false);
    }

    private static void require(boolean valid, ExpressionToken operator) throws ExpressionFault {
        if (!valid) {
            throw ExpressionFault.at("type-mismatch", operator);
        }
    }

    private Operand unary() throws ExpressionFault {
        ExpressionToken not = null;
        while (peek().isOperator("!")) {
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
        var token = next();
        return switch (token.kind()) {
            case BINDING -> binding(token);
            case STRING -> new Operand(ValueType.STRING, true);
            case NUMBER -> new Operand(ValueType.NUMBER, true);
            case BOOLEAN -> new Operand(ValueType.BOOLEAN, true);
            case OPEN -> parenthesis(token);
            case OPERATOR -> throw ExpressionFault.at("operator-misplaced", token);
            case CLOSE -> throw ExpressionFault.at("parenthesis-not-opened", token);
            case END -> throw ExpressionFault.at("operand-missing", token);
        };
    }

    private Operand binding(ExpressionToken token) throws ExpressionFault {
        var binding = FlowBinding.parse(token.text()).orElseThrow(() -> ExpressionFault.at("operand-invalid", token));
        bindings.add(binding);
        return new Operand(types.apply(binding), false);
    }

    private Operand parenthesis(ExpressionToken open) throws ExpressionFault {
        if (peek().is(Kind.CLOSE)) {
            throw new ExpressionFault("parentheses-empty", open.from(), peek().to());
        }
        if (++depth > MAX_DEPTH) {
            throw ExpressionFault.at("depth", open);
        }
        var operand = concatenation();
        if (!peek().is(Kind.CLOSE)) {
            throw ExpressionFault.at("parenthesis-not-closed", open);
        }
        next();
        depth--;
        return operand;
    }

    private ExpressionToken peek() {
        return tokens.get(at);
    }

    /** Returns the next token; the end token is never passed. */
    private ExpressionToken next() {
        var token = tokens.get(at);
        if (!token.is(Kind.END)) {
            at++;
        }
        return token;
    }
}
