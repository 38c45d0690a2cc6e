package io.parley.template.api;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.parley.template.store.TemplateRow;
import java.time.Instant;

/** 409: a name or language is in use, or locked after its deletion. */
final class NameConflicts {
    private NameConflicts() {}

    static ProblemException of(TemplateRow existing) {
        return existing.isDeleted() && existing.lockedUntil != null
                ? locked(existing.name, existing.lockedUntil)
                : exists(existing.name);
    }

    static ProblemException exists(String name) {
        return Problems.conflict(
                "The template " + name + " exists already; use another name, or change its" + " localizations.");
    }

    static ProblemException languageExists(String name, String language) {
        return Problems.conflict("The template " + name + " has the language " + language
                + " already; change this localization, or use another language.");
    }

    static ProblemException locked(String name, Instant until) {
        return Problems.conflict("The template " + name + " was deleted, and WhatsApp locks its name until " + until
                + "; use another name until then.");
    }
}
