package io.parley.flow.validation.expression;

import java.util.Arrays;

/** Splits an expression into tokens, one at a time: an expression can have a token for each of its characters. */
final class ExpressionLexer {
    private static final char LAST_ASCII = 127;
    /** Tokens of one and of two characters, by the first one. */
    private static final TokenKind[] SINGLES = new TokenKind[LAST_ASCII + 1];

    private static final TokenKind[] PAIRS = new TokenKind[LAST_ASCII + 1];
    /** Operators of other languages, and the halves of some of ours. */
    private static final String NO_OPERATORS = "=&|*^~";

    private static final char[] TRUE = "true".toCharArray();
    private static final char[] FALSE = "false".toCharArray();

    static {
        for (var kind : TokenKind.values()) {
            if (!kind.symbol().isEmpty()) {
                var kinds = kind.symbol().length() == 1 ? SINGLES : PAIRS;
                kinds[kind.symbol().charAt(0)] = kind;
            }
        }
    }

    private final char[] units;
    private final int end;
    private int at;
    private int from;
    /** Before the first token, the end. */
    private TokenKind kind = TokenKind.END;

    /** Reads from one offset to another. */
    ExpressionLexer(char[] units, int from, int to) {
        this.units = units;
        this.at = from;
        this.end = to;
    }

    TokenKind kind() {
        return kind;
    }

    /** Offset of the token in the expression. */
    int from() {
        return from;
    }

    /** Offset after the token. */
    int to() {
        return at;
    }

    /** Reads the next token; at the end, the end token. */
    void next() throws ExpressionFault {
        while (at < end && isSpace(units[at])) {
            at++;
        }
        from = at;
        kind = at < end ? read(units[at]) : TokenKind.END;
    }

    private TokenKind read(char unit) throws ExpressionFault {
        if (unit == '$') {
            return token(TokenKind.BINDING, afterBinding());
        }
        if (unit == '\'') {
            return token(TokenKind.STRING, afterString());
        }
        if (unit > LAST_ASCII) {
            return literal(at, unit);
        }
        var pair = PAIRS[unit];
        if (pair != null && at + 1 < end && units[at + 1] == pair.symbol().charAt(1)) {
            return token(pair, at + 2);
        }
        var single = SINGLES[unit];
        if (single == null) {
            return literal(at, unit);
        }
        return single == TokenKind.MINUS && expectsOperand() ? negativeNumber() : token(single, at + 1);
    }

    private TokenKind token(TokenKind kind, int to) {
        at = to;
        return kind;
    }

    private int afterBinding() throws ExpressionFault {
        var close = at;
        while (close < end && units[close] != '}') {
            close++;
        }
        if (close == end) {
            throw new ExpressionFault("operand-invalid", at, end);
        }
        return close + 1;
    }

    private int afterString() throws ExpressionFault {
        var close = at + 1;
        while (close < end && units[close] != '\'') {
            close += units[close] == '\\' ? 2 : 1;
        }
        if (close >= end) {
            throw new ExpressionFault("quote-open", at, end);
        }
        return close + 1;
    }

    /** Whether an operand can follow the token before, so that a minus is a sign. */
    private boolean expectsOperand() {
        return kind.isOperator() || kind == TokenKind.OPEN || kind == TokenKind.END;
    }

    private TokenKind negativeNumber() throws ExpressionFault {
        if (at + 1 == end || !Character.isDigit(units[at + 1])) {
            throw new ExpressionFault("number-expected", at, at + 1);
        }
        return literal(at + 1, units[at + 1]);
    }

    private TokenKind literal(int from, char unit) throws ExpressionFault {
        if (!isPartOfWord(unit)) {
            var rule = NO_OPERATORS.indexOf(unit) < 0 ? "character-unexpected" : "operator-invalid";
            throw new ExpressionFault(rule, at, at + 1);
        }
        var integerEnd = afterDigits(from, end);
        var to = integerEnd;
        while (to < end && isPartOfWord(units[to])) {
            to++;
        }
        if (isNumber(from, integerEnd, to)) {
            return token(TokenKind.NUMBER, to);
        }
        if (!isWord(TRUE, from, to) && !isWord(FALSE, from, to)) {
            throw new ExpressionFault("literal-invalid", at, to);
        }
        return token(TokenKind.BOOLEAN, to);
    }

    private static boolean isSpace(char unit) {
        return unit == ' ' || (unit < ' ' || unit > LAST_ASCII) && Character.isWhitespace(unit);
    }

    private static boolean isPartOfWord(char unit) {
        return unit >= '0' && (unit <= '9' || unit == '_' || Character.isLetterOrDigit(unit)) || unit == '.';
    }

    private boolean isWord(char[] word, int from, int to) {
        return Arrays.equals(units, from, to, word, 0, word.length);
    }

    private boolean isNumber(int from, int integerEnd, int to) {
        var hasLeadingZero = integerEnd > from + 1 && units[from] == '0';
        if (integerEnd == from || hasLeadingZero) {
            return false;
        }
        return integerEnd == to
                || units[integerEnd] == '.' && integerEnd + 1 < to && afterDigits(integerEnd + 1, to) == to;
    }

    private int afterDigits(int from, int to) {
        var end = from;
        while (end < to && units[end] >= '0' && units[end] <= '9') {
            end++;
        }
        return end;
    }
}
