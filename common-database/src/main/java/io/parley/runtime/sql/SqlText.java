package io.parley.runtime.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A translated statement: SQL with numbered parameters in place of the named ones.
 *
 * @param positions of the parameters and of the first columns of batches, counted from 0
 * @param size number of parameters
 */
record SqlText(String text, Map<String, Integer> positions, int size) {

    /** Strings, comments and casts are no parameters; an alias after a batch belongs to it. */
    private static final Pattern TOKEN = Pattern.compile(
            "'(?:[^']|'')*+'" + "|--[^\n]*+" + "|/\\*(?s:.*?)\\*/" + "|::" + "|:([a-z_][a-z0-9_]*+)" + "|\\$\\d++");

    private static final Pattern ALIAS = Pattern.compile("\\s+as\\s+([a-z_][a-z0-9_]*+)");
    private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_]*+");

    static SqlText translate(
            String name, String sql, Set<String> parameters, List<Batch<?>> batches, List<SqlFragment> fragments) {
        var translation = new Translation(parameters, batches, fragments);
        var expanded = translation.expanded(sql);
        var text = translation.numbered(expanded);
        translation.reportUnused(expanded);
        if (!translation.errors.isEmpty()) {
            throw new IllegalArgumentException(name + ": " + String.join("; ", translation.errors));
        }
        return new SqlText(text, translation.positions, translation.size);
    }

    /** The state of one translation. */
    private static final class Translation {

        private final Set<String> parameters;
        private final List<Batch<?>> batches;
        private final List<SqlFragment> fragments;
        private final Set<String> used = new HashSet<>();
        private final Map<String, Integer> positions = new LinkedHashMap<>();
        private final List<String> errors = new ArrayList<>();
        private int size;

        private Translation(Set<String> parameters, List<Batch<?>> batches, List<SqlFragment> fragments) {
            this.parameters = parameters;
            this.batches = batches;
            this.fragments = fragments;
        }

        /** With the text of fragments, which may contain fragments, and without comments. */
        private String expanded(String sql) {
            return replaced(sql, token -> {
                if (isComment(token)) {
                    return "";
                }
                var fragment = SqlFragment.named(fragments, token.group(1));
                if (fragment == null) {
                    return token.group();
                }
                used.add(fragment.name());
                return expanded(fragment.text().strip());
            });
        }

        private String numbered(String sql) {
            var text = new StringBuilder();
            var from = 0;
            var tokens = TOKEN.matcher(sql);
            while (tokens.find(from)) {
                text.append(sql, from, tokens.start());
                from = tokens.end();
                var batch = batch(tokens.group(1));
                if (batch == null) {
                    text.append(numbered(tokens));
                } else {
                    var alias = ALIAS.matcher(sql).region(from, sql.length());
                    var hasAlias = alias.lookingAt();
                    text.append(unnest(batch, hasAlias ? alias.group(1) : batch.name()));
                    from = hasAlias ? alias.end() : from;
                }
            }
            return text.append(sql.substring(from)).toString().strip();
        }

        private String numbered(MatchResult token) {
            var parameter = token.group(1);
            if (token.group().startsWith("$")) {
                errors.add(token.group() + " must be a named parameter");
            }
            if (parameter == null) {
                return token.group();
            }
            if (!parameters.contains(parameter)) {
                errors.add("unknown parameter :" + parameter);
            }
            return "$" + (position(parameter, 1) + 1);
        }

        private String unnest(Batch<?> batch, String alias) {
            return batch.unnest(position(batch.name(), batch.size()) + 1, alias);
        }

        private int position(String parameter, int count) {
            used.add(parameter);
            return positions.computeIfAbsent(parameter, first -> {
                size += count;
                return size - count;
            });
        }

        private @Nullable Batch<?> batch(@Nullable String parameter) {
            return batches.stream()
                    .filter(batch -> batch.name().equals(parameter))
                    .findFirst()
                    .orElse(null);
        }

        private void reportUnused(String expanded) {
            var words = new HashSet<String>();
            WORD.matcher(replaced(expanded, token -> " ")).results().forEach(word -> words.add(word.group()));
            parameters.stream()
                    .filter(parameter -> !used.contains(parameter))
                    .forEach(parameter -> errors.add("parameter :" + parameter + " is not used"));
            fragments.stream()
                    .filter(fragment -> !used.contains(fragment.name()))
                    .forEach(fragment -> errors.add("fragment :" + fragment.name() + " is not used"));
            for (var batch : batches) {
                if (!used.contains(batch.name())) {
                    errors.add("batch :" + batch.name() + " is not used");
                }
                batch.columnNames()
                        .filter(column -> !words.contains(column))
                        .forEach(column ->
                                errors.add("column " + column + " of batch :" + batch.name() + " is not used"));
            }
        }

        private static boolean isComment(MatchResult token) {
            return token.group().startsWith("--") || token.group().startsWith("/*");
        }

        private static String replaced(String sql, Function<MatchResult, String> replacement) {
            return TOKEN.matcher(sql).replaceAll(token -> Matcher.quoteReplacement(replacement.apply(token)));
        }
    }
}
