package io.parley.template.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Data that several rules use.
 *
 * @param lists allowed values by name
 * @param words words by name and language
 * @param placeholders notation of placeholders
 * @param parts the parts of a template that have placeholders
 * @param structure objects of the contract with their members
 * @param fixedTexts texts of authentication templates by language
 */
record LintDefinitions(
        Map<String, List<String>> lists,
        Map<String, Map<String, WordList>> words,
        PlaceholderNotation placeholders,
        List<Part> parts,
        List<Structure> structure,
        Map<String, AuthenticationTexts> fixedTexts) {

    /**
     * A part of a template with placeholders.
     *
     * @param at path of its object
     * @param text member with the text
     * @param sample path from the object to the sample: one text, or a list with one for each placeholder
     */
    record Part(Selector at, String text, String sample) {}

    /**
     * An object of the contract.
     *
     * @param scope object that the path starts from
     * @param at paths of the objects
     * @param members their members with the types text, integer, boolean, object, texts and objects
     * @param required members that must exist
     */
    record Structure(LintScope scope, List<Selector> at, Map<String, String> members, List<String> required) {}

    List<String> list(String name) {
        return existing(lists.get(name), name);
    }

    /** Returns the words of a language, such as {@code en_GB}; none if there are none. */
    WordList words(String name, @Nullable String language) {
        var byLanguage = existing(words.get(name), name);
        return language == null
                ? WordList.NONE
                : byLanguage.getOrDefault(language.split("_")[0].toLowerCase(Locale.ROOT), WordList.NONE);
    }

    private static <T> T existing(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("the rules do not define " + name);
        }
        return value;
    }
}
