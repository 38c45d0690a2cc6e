package io.parley.flow.validation.expression;

/** Kinds of tokens of an expression. Operators with two operands have the level of their precedence; the higher one binds first. */
enum TokenKind {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 3),
    LESS_OR_EQUAL("<=", 3),
    GREATER(">", 3),
    GREATER_OR_EQUAL(">=", 3),
    PLUS("+", 4),
    MINUS("-", 4),
    DIVIDE("/", 5),
    MODULO("%", 5),
    NOT("!", true),
    OPEN("(", true),
    CLOSE(")", false),
    BINDING("", true),
    STRING("", true),
    NUMBER("", true),
    BOOLEAN("", true),
    END("", false);

    private final String symbol;
    private final int level;
    private final boolean startsOperand;

    /** An operator with two operands. */
    TokenKind(String symbol, int level) {
        this.symbol = symbol;
        this.level = level;
        this.startsOperand = false;
    }

    /** Another token. */
    TokenKind(String symbol, boolean startsOperand) {
        this.symbol = symbol;
        this.level = 0;
        this.startsOperand = startsOperand;
    }

    /** How the token is always written; empty for a token whose text differs. */
    String symbol() {
        return symbol;
    }

    int level() {
        return level;
    }

    boolean isOperator() {
        return level > 0 || this == NOT;
    }

    boolean isLogical() {
        return this == OR || this == AND;
    }

    boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    /** Whether the result of the operator is a boolean. */
    boolean compares() {
        return level == EQUAL.level;
    }

    boolean startsOperand() {
        return startsOperand;
    }
}
