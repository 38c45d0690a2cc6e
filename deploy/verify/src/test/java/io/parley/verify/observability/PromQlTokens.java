package io.parley.verify.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tokens of a PromQL expression, with a position. Only for expressions that promtool accepts. */
final class PromQlTokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')" // string
            + "|(\\[[^]]*])" // range or subquery
            + "|([0-9.]+(?:[eE][-+]?[0-9]+)?[a-z]*)" // number or duration
            + "|([A-Za-z_:][A-Za-z0-9_:]*)" // name
            + "|(=~|!~|==|!=|<=|>=|[-+*/%^<>=(){},@])" // operator
            + ")");

    private final List<String> tokens = new ArrayList<>();
    private int position;

    PromQlTokens(String expression) {
        var matcher = TOKEN.matcher(expression.strip());
        var end = 0;
        while (end < matcher.regionEnd()
                && matcher.region(end, expression.strip().length()).lookingAt()) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (end < expression.strip().length()) {
            throw new IllegalArgumentException("unexpected character at " + end + " of " + expression);
        }
    }

    /** The next token; empty at the end. */
    String peek() {
        return position < tokens.size() ? tokens.get(position) : "";
    }

    String next() {
        var token = peek();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("unexpected end of " + String.join(" ", tokens));
        }
        position++;
        return token;
    }

    /** Skips the token if it is next. */
    boolean skip(String token) {
        if (!peek().equals(token)) {
            return false;
        }
        position++;
        return true;
    }

    void expect(String token) {
        if (!skip(token)) {
            throw new IllegalArgumentException(
                    "expected " + token + " and not '" + peek() + "' in " + String.join(" ", tokens));
        }
    }

    /** Names in parentheses, separated by commas. */
    List<String> names() {
        var names = new ArrayList<String>();
        expect("(");
        while (!skip(")")) {
            names.add(next());
            skip(",");
        }
        return names;
    }
}
