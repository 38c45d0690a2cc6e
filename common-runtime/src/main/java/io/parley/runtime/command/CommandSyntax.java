package io.parley.runtime.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options that a command has.
 *
 * @param help command that explains them, to be named in messages
 * @param flags options without a value, such as {@code --reset}
 * @param options options with a value, such as {@code --state DIR}
 * @param maxOperands maximum number of words that are neither options nor their values
 */
public record CommandSyntax(String help, Set<String> flags, Set<String> options, int maxOperands) {

    public CommandSyntax {
        flags = Set.copyOf(flags);
        options = Set.copyOf(options);
    }

    /** Returns the same options for a command with another number of operands. */
    public CommandSyntax withMaxOperands(int max) {
        return new CommandSyntax(help, flags, options, max);
    }

    /**
     * Reads the words that follow the name of the command.
     *
     * @throws InvalidArguments if an option is unknown or lacks its value, or if there are too many operands
     */
    public CommandArguments parse(List<String> words) {
        Map<String, List<String>> given = new HashMap<>();
        var operands = new ArrayList<String>();
        var rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            var word = rest.poll();
            if (flags.contains(word)) {
                given.put(word, List.of());
            } else if (options.contains(word)) {
                given.computeIfAbsent(word, none -> new ArrayList<>()).add(value(word, rest));
            } else if (!word.startsWith("-") && operands.size() < maxOperands) {
                operands.add(word);
            } else {
                throw new InvalidArguments("Unknown option " + word + "; see " + help + ".");
            }
        }
        return new CommandArguments(given, operands);
    }

    private String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new InvalidArguments(option + " requires a value; see " + help + ".");
        }
        return rest.poll();
    }
}
