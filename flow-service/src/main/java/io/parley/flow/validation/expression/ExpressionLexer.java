package io.parley.flow.validation.expression;

import io.parley.flow.validation.expression.ExpressionToken.Kind;

/** Splits an expression into tokens, one at a time: an expression can have a token for each of its characters. */
final class ExpressionLexer {
    private final String text;
    private final int end;
    private int at;
    /** Whether the next token can be an operand, so that a minus is a sign. */
    private boolean expectsOperand = true;

    /** Reads from one offset to another. */
    ExpressionLexer(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    /** Returns the next token; at the end, the end token. */
    ExpressionToken next() throws ExpressionFault {
        while (at < end && isSpace(text.charAt(at))) {
            at++;
        }
        var from = at;
        var kind = at < end ? read(text.charAt(at)) : Kind.END;
        expectsOperand = kind.isOperator() || kind == Kind.OPEN;
        return new ExpressionToken(kind, from, at);
    }

    private Kind read(char unit) throws ExpressionFault {
        return switch (unit) {
            case '$' -> token(Kind.BINDING, afterBinding());
            case '\'' -> token(Kind.STRING, afterString());
            case '(' -> token(Kind.OPEN, at + 1);
            case ')' -> token(Kind.CLOSE, at + 1);
            case '=', '<', '>', '!', '&', '|', '+', '-', '/', '%', '*', '^', '~' -> operator(unit);
            default -> literal(at, unit);
        };
    }

    private Kind token(Kind kind, int to) {
        at = to;
        return kind;
    }

    private int afterBinding() throws ExpressionFault {
        var close = text.indexOf('}', at, end);
        if (close < 0) {
            throw new ExpressionFault("operand-invalid", at, end);
        }
        return close + 1;
    }

    private int afterString() throws ExpressionFault {
        var close = at + 1;
        while (close < end && text.charAt(close) != '\'') {
            close += text.charAt(close) == '\\' ? 2 : 1;
        }
        if (close >= end) {
            throw new ExpressionFault("quote-open", at, end);
        }
        return close + 1;
    }

    private Kind operator(char unit) throws ExpressionFault {
        var second = at + 1 < end ? text.charAt(at + 1) : 0;
        return switch (unit) {
            case '=' -> pair(second == '=', Kind.EQUAL, null);
            case '!' -> pair(second == '=', Kind.NOT_EQUAL, Kind.NOT);
            case '<' -> pair(second == '=', Kind.LESS_OR_EQUAL, Kind.LESS);
            case '>' -> pair(second == '=', Kind.GREATER_OR_EQUAL, Kind.GREATER);
            case '&' -> pair(second == '&', Kind.AND, null);
            case '|' -> pair(second == '|', Kind.OR, null);
            case '+' -> token(Kind.PLUS, at + 1);
            case '-' -> expectsOperand ? negativeNumber(second) : token(Kind.MINUS, at + 1);
            case '/' -> token(Kind.DIVIDE, at + 1);
            case '%' -> token(Kind.MODULO, at + 1);
            default -> throw new ExpressionFault("operator-invalid", at, at + 1);
        };
    }

    private Kind pair(boolean isPair, Kind pair, Kind single) throws ExpressionFault {
        if (isPair) {
            return token(pair, at + 2);
        }
        if (single == null) {
            throw new ExpressionFault("operator-invalid", at, at + 1);
        }
        return token(single, at + 1);
    }

    private Kind negativeNumber(char second) throws ExpressionFault {
        if (!Character.isDigit(second)) {
            throw new ExpressionFault("number-expected", at, at + 1);
        }
        return literal(at + 1, second);
    }

    private Kind literal(int from, char unit) throws ExpressionFault {
        if (!isPartOfWord(unit)) {
            throw new ExpressionFault("character-unexpected", at, at + 1);
        }
        var to = from;
        while (to < end && isPartOfWord(text.charAt(to))) {
            to++;
        }
        if (isNumber(from, to)) {
            return token(Kind.NUMBER, to);
        }
        if (!isWord("true", from, to) && !isWord("false", from, to)) {
            throw new ExpressionFault("literal-invalid", at, to);
        }
        return token(Kind.BOOLEAN, to);
    }

    private static boolean isSpace(char unit) {
        return unit == ' ' || unit != '$' && Character.isWhitespace(unit);
    }

    private static boolean isPartOfWord(char unit) {
        return unit >= '0' && unit <= '9' || unit == '_' || unit == '.' || Character.isLetterOrDigit(unit);
    }

    private boolean isWord(String word, int from, int to) {
        return to - from == word.length() && text.startsWith(word, from);
    }

    private boolean isNumber(int from, int to) {
        var point = text.indexOf('.', from, to);
        var integerEnd = point < 0 ? to : point;
        var hasLeadingZero = integerEnd > from + 1 && text.charAt(from) == '0';
        return isDigits(from, integerEnd) && !hasLeadingZero && (point < 0 || isDigits(point + 1, to));
    }

    private boolean isDigits(int from, int to) {
        for (var i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
