package io.parley.messaging.template;

import io.parley.model.fact.TemplateFact.Localization;
import java.util.List;

/** What is known here of a template in one language. */
public sealed interface Knowledge {

    /** Nothing: it may or may not exist. */
    record Nothing() implements Knowledge {}

    /**
     * That it does not exist.
     *
     * @param languages in which the template does exist, sorted; empty if in none
     */
    record Absence(List<String> languages) implements Knowledge {
        public Absence {
            languages = List.copyOf(languages);
        }
    }

    /** How it is. */
    record State(Localization template) implements Knowledge {}
}
