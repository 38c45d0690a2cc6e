package io.parley.messaging.template;

import io.parley.model.fact.TemplateFact.Localization;
import java.util.List;

/** What is known here of a template in one language. */
public sealed interface TemplateLookup {

    /** Nothing: it may or may not exist. */
    record Nothing() implements TemplateLookup {}

    /**
     * That it does not exist.
     *
     * @param languages in which the template does exist, sorted; empty if in none
     */
    record Absence(List<String> languages) implements TemplateLookup {
        public Absence {
            languages = List.copyOf(languages);
        }
    }

    /** How it is. */
    record State(Localization template) implements TemplateLookup {}
}
