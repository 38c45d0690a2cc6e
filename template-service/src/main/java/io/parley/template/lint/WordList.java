package io.parley.template.lint;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words and phrases that are found as whole words, in any letter case. */
final class WordList {
    static final WordList NONE = new WordList(Pattern.compile("(?!)"));

    private final Pattern pattern;

    private WordList(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @param words regular expressions, so that one entry can have several endings */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WordList of(List<String> words) {
        return new WordList(
                Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])(?:" + String.join("|", words) + ")(?![\\p{L}\\p{N}])"));
    }

    Optional<String> firstIn(String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
