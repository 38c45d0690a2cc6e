package io.parley.verify.observability;

import io.parley.verify.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Determines the labels of an expression's result, as a type checker does, and finds metrics that are not recorded and
 * labels that a metric or an operand does not have. promtool checks the syntax; it accepts any name, and an expression
 * with a wrong name has no data and thus never fires.
 */
final class PromQlLabels {
    /** In place of the labels of an unknown metric, so that it is one finding. */
    private static final String ANY = "*";

    private static final Set<String> AGGREGATIONS =
            Set.of("sum", "min", "max", "avg", "count", "group", "stddev", "stdvar", "topk", "bottomk", "quantile");
    private static final List<Set<String>> PRECEDENCE = List.of(
            Set.of("or"),
            Set.of("and", "unless"),
            Set.of("==", "!=", "<=", ">=", "<", ">"),
            Set.of("+", "-"),
            Set.of("*", "/", "%"),
            Set.of("^"));
    private static final Pattern NAME = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9.].*|(?i:inf|nan)");

    private final RecordedMetrics metrics;
    private final String where;
    private final PromQlTokens tokens;
    private final List<Finding> findings;

    private PromQlLabels(RecordedMetrics metrics, String where, String expression, List<Finding> findings) {
        this.metrics = metrics;
        this.where = where;
        this.tokens = new PromQlTokens(expression);
        this.findings = findings;
    }

    /**
     * Returns the labels of the expression's result.
     *
     * @param findings receives what is wrong
     */
    static Set<String> of(RecordedMetrics metrics, String where, String expression, List<Finding> findings) {
        var check = new PromQlLabels(metrics, where, expression, findings);
        var labels = check.binary(0);
        if (!check.tokens.peek().isEmpty()) {
            throw new IllegalArgumentException("unexpected '" + check.tokens.peek() + "' in " + expression);
        }
        return labels;
    }

    private Set<String> binary(int level) {
        if (level == PRECEDENCE.size()) {
            return unary();
        }
        var left = binary(level + 1);
        while (PRECEDENCE.get(level).contains(tokens.peek())) {
            var operator = tokens.next();
            tokens.skip("bool");
            left = combined(operator, left, level + 1);
        }
        return left;
    }

    /** Parses the matching of labels and the right operand. */
    private Set<String> combined(String operator, Set<String> left, int level) {
        var matching = new HashSet<String>();
        var added = new HashSet<String>();
        var isOn = tokens.peek().equals("on");
        if (tokens.skip("on") || tokens.skip("ignoring")) {
            matching.addAll(tokens.names());
        }
        if (tokens.skip("group_left") || tokens.skip("group_right")) {
            added.addAll(tokens.peek().equals("(") ? tokens.names() : List.of());
        }
        var right = binary(level);
        require(matching, left, operator);
        require(matching, right, operator);
        require(added, right, "group_left");
        var result = new HashSet<>(left);
        if (operator.equals("or") || left.isEmpty()) {
            result.addAll(right);
        } else if (isOn && added.isEmpty() && !operator.equals("and") && !operator.equals("unless")) {
            result.retainAll(matching);
        }
        result.addAll(added);
        return result;
    }

    private Set<String> unary() {
        if (tokens.skip("-") || tokens.skip("+")) {
            return unary();
        }
        var labels = primary();
        while (tokens.peek().startsWith("[")) {
            tokens.next();
        }
        if (tokens.skip("offset")) {
            tokens.next();
        }
        return labels;
    }

    private Set<String> primary() {
        if (tokens.skip("(")) {
            var inner = binary(0);
            tokens.expect(")");
            return inner;
        }
        var token = tokens.next();
        if (NUMBER.matcher(token).matches() || token.startsWith("\"") || token.startsWith("'")) {
            return new HashSet<>();
        }
        if (!NAME.matcher(token).matches()) {
            throw new IllegalArgumentException("unexpected '" + token + "'");
        }
        if (AGGREGATIONS.contains(token)) {
            return aggregation(token);
        }
        return tokens.peek().equals("(") ? function(token) : selector(token);
    }

    private Set<String> aggregation(String name) {
        var grouping = tokens.peek();
        Set<String> names = null;
        if (tokens.skip("by") || tokens.skip("without")) {
            names = new HashSet<>(tokens.names());
        }
        var inner = arguments().getLast();
        if (names == null && (tokens.peek().equals("by") || tokens.peek().equals("without"))) {
            grouping = tokens.next();
            names = new HashSet<>(tokens.names());
        }
        if (names == null) {
            return name.equals("topk") || name.equals("bottomk") ? inner : new HashSet<>();
        }
        require(names, inner, name + " " + grouping);
        if (name.equals("topk") || name.equals("bottomk")) {
            return inner;
        }
        if (grouping.equals("by")) {
            return names;
        }
        inner.removeAll(names);
        return inner;
    }

    private List<Set<String>> arguments() {
        var arguments = new ArrayList<Set<String>>();
        tokens.expect("(");
        while (!tokens.skip(")")) {
            arguments.add(binary(0));
            tokens.skip(",");
        }
        return arguments;
    }

    private Set<String> function(String name) {
        return switch (name) {
            case "label_replace" -> labelReplace();
            case "histogram_quantile" -> {
                var labels = arguments().getLast();
                require(Set.of("le"), labels, name);
                labels.remove("le");
                yield labels;
            }
            case "scalar", "time" -> {
                arguments();
                yield new HashSet<>();
            }
            default ->
                arguments().stream().reduce(new HashSet<>(), (all, labels) -> {
                    all.addAll(labels);
                    return all;
                });
        };
    }

    private Set<String> labelReplace() {
        tokens.expect("(");
        var labels = binary(0);
        tokens.expect(",");
        var target = text(tokens.next());
        tokens.expect(",");
        tokens.next();
        tokens.expect(",");
        require(Set.of(text(tokens.next())), labels, "label_replace");
        tokens.expect(",");
        tokens.next();
        tokens.expect(")");
        labels.add(target);
        return labels;
    }

    private Set<String> selector(String metric) {
        var known = metrics.of(metric);
        if (known.isEmpty()) {
            findings.add(new Finding("metric-exists", where, "no service exposes " + metric));
        }
        var matched = new HashSet<String>();
        if (tokens.skip("{")) {
            while (!tokens.skip("}")) {
                matched.add(tokens.next());
                tokens.next();
                tokens.next();
                tokens.skip(",");
            }
        }
        known.ifPresent(labels -> require(matched, labels, metric));
        return known.orElseGet(() -> new HashSet<>(Set.of(ANY)));
    }

    private void require(Set<String> names, Set<String> labels, String what) {
        for (var name : names) {
            if (!labels.contains(name) && !labels.contains(ANY)) {
                findings.add(new Finding("label-exists", where, what + " has no label " + name));
            }
        }
    }

    private static String text(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }
}
