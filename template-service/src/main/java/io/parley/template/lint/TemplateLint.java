package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks templates by the rules of the contract and of Meta. Reads nothing and calls no network, so a template that has no
 * finding can still be refused: because its name is in use, because of a limit of the account, or by a reviewer.
 */
public final class TemplateLint {
    /** Maximum number of findings of one check, so that a hostile request stays cheap. */
    public static final int MAX_FINDINGS = 200;

    private final LintRules rules;
    /** One for each language. If there are more, one language is unknown or repeated, which is a finding. */
    private final int maxLocalizations;

    private TemplateLint(LintRules rules) {
        this.rules = rules;
        this.maxLocalizations = rules.definitions().list("languages").size();
    }

    /** Returns the lint with the rules of this version, which are read once. */
    public static TemplateLint standard() {
        return Standard.LINT;
    }

    /** Checks the contract's {@code WhatsAppTemplateRequest} with all localizations. */
    public LintResult check(JsonNode template) {
        var findings = new ArrayList<LintFinding>();
        var root = subject(LintScope.TEMPLATE, new SelectedNode(template, ""), text(template, "category"), null);
        rules.apply(root, findings);
        root.rootNode().member("localizations").elements().stream()
                .limit(maxLocalizations)
                .forEach(localization -> localization(localization, root.category(), findings));
        return result(findings);
    }

    /**
     * Checks the contract's {@code LocalizationRequest}, which is added to a template.
     *
     * @param category category of the template; null if it is not known
     */
    public LintResult checkLocalization(JsonNode localization, @Nullable String category) {
        var findings = new ArrayList<LintFinding>();
        localization(new SelectedNode(localization, ""), category, findings);
        return result(findings);
    }

    /**
     * Checks the contract's {@code TemplatePatchRequest}.
     *
     * @param category category of the template before the edit; null if it is not known
     * @param language language of the edited localization; null if it is not known
     */
    public LintResult checkEdit(JsonNode edit, @Nullable String category, @Nullable String language) {
        var findings = new ArrayList<LintFinding>();
        var root = new SelectedNode(edit, "");
        var newCategory = edit.has("category") ? text(edit, "category") : category;
        rules.apply(subject(LintScope.EDIT, root, newCategory, language), findings);
        if (edit.has("components")) {
            rules.apply(subject(LintScope.COMPONENTS, root, newCategory, language), findings);
        }
        return result(findings);
    }

    /** Returns the texts that Meta shows for authentication templates in a language; empty if they are not known. */
    public Optional<AuthenticationTexts> authenticationTexts(String language) {
        return Optional.ofNullable(rules.definitions().fixedTexts().get(language));
    }

    /** Returns all rules. */
    List<LintRule> rules() {
        return rules.rules();
    }

    private void localization(SelectedNode localization, @Nullable String category, List<LintFinding> findings) {
        var language = text(localization.node(), "language");
        rules.apply(subject(LintScope.LOCALIZATION, localization, category, language), findings);
        rules.apply(subject(LintScope.COMPONENTS, localization, category, language), findings);
    }

    private LintSubject subject(
            LintScope scope, SelectedNode root, @Nullable String category, @Nullable String language) {
        return new LintSubject(scope, root.node(), root.path(), category, language, rules.definitions());
    }

    private static @Nullable String text(JsonNode object, String member) {
        return object.path(member).textValue();
    }

    private static LintResult result(List<LintFinding> findings) {
        var truncated = findings.size() > MAX_FINDINGS;
        return new LintResult(truncated ? findings.subList(0, MAX_FINDINGS) : findings, truncated);
    }

    private static final class Standard {
        static final TemplateLint LINT = new TemplateLint(LintRules.read());
    }
}
