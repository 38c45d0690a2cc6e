package io.parley.flow.validation.expression;

import io.parley.flow.validation.expression.ExpressionToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Splits an expression into tokens. */
final class ExpressionLexer {
    private static final Set<String> PAIRS = Set.of("==", "!=", "<=", ">=", "&&", "||");
    private static final String SINGLES = "<>!+-/%";
    private static final String OPERATOR_CHARACTERS = "=<>!&|+-/%*^~";
    private static final Pattern NUMBER = Pattern.compile("(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.]++");

    private final String text;
    private final List<ExpressionToken> tokens = new ArrayList<>();
    private int at;

    private ExpressionLexer(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Returns the tokens from an offset to the end, with an end token as the last one. */
    static List<ExpressionToken> read(String text, int from, int to) throws ExpressionFault {
        var lexer = new ExpressionLexer(text.substring(0, to), from);
        while (lexer.skipSpace()) {
            lexer.next();
        }
        lexer.add(Kind.END, to);
        return lexer.tokens;
    }

    private boolean skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private void next() throws ExpressionFault {
        var unit = text.charAt(at);
        if (unit == '$') {
            binding();
        } else if (unit == '\'') {
            string();
        } else if (unit == '(' || unit == ')') {
            add(unit == '(' ? Kind.OPEN : Kind.CLOSE, at + 1);
        } else if (OPERATOR_CHARACTERS.indexOf(unit) >= 0) {
            operator(unit);
        } else if (Character.isLetterOrDigit(unit) || unit == '_') {
            word(at);
        } else {
            throw new ExpressionFault("character-unexpected", at, at + 1);
        }
    }

    private void binding() throws ExpressionFault {
        var end = text.indexOf('}', at);
        if (end < 0 || FlowBinding.parse(text.substring(at, end + 1)).isEmpty()) {
            throw new ExpressionFault("operand-invalid", at, end < 0 ? text.length() : end + 1);
        }
        add(Kind.BINDING, end + 1);
    }

    private void string() throws ExpressionFault {
        var end = at + 1;
        while (end < text.length() && text.charAt(end) != '\'') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw new ExpressionFault("quote-open", at, text.length());
        }
        add(Kind.STRING, end + 1);
    }

    private void operator(char unit) throws ExpressionFault {
        if (at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2))) {
            add(Kind.OPERATOR, at + 2);
        } else if (unit == '-' && expectsOperand()) {
            negativeNumber();
        } else if (SINGLES.indexOf(unit) >= 0) {
            add(Kind.OPERATOR, at + 1);
        } else {
            throw new ExpressionFault("operator-invalid", at, at + 1);
        }
    }

    private boolean expectsOperand() {
        return tokens.isEmpty()
                || tokens.getLast().is(Kind.OPERATOR)
                || tokens.getLast().is(Kind.OPEN);
    }

    private void negativeNumber() throws ExpressionFault {
        if (at + 1 >= text.length() || !Character.isDigit(text.charAt(at + 1))) {
            throw new ExpressionFault("number-expected", at, at + 1);
        }
        word(at + 1);
    }

    private void word(int from) throws ExpressionFault {
        var match = WORD.matcher(text).region(from, text.length());
        match.lookingAt();
        var word = match.group();
        if (NUMBER.matcher(word).matches()) {
            add(Kind.NUMBER, match.end());
        } else if (word.equals("true") || word.equals("false")) {
            add(Kind.BOOLEAN, match.end());
        } else {
            throw new ExpressionFault("literal-invalid", at, match.end());
        }
    }

    private void add(Kind kind, int end) {
        tokens.add(new ExpressionToken(kind, text.substring(Math.min(at, end), end), Math.min(at, end), end));
        at = end;
    }
}
