package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is applied to.
 *
 * @param scope the kind of the root
 * @param root the object that paths start from
 * @param path position of the root in the request; empty for the request itself
 * @param category category of the template; null if it is not known, then rules about categories do not apply
 * @param language language of the localization; null if it is not known
 * @param definitions data that several rules use
 */
record LintSubject(
        LintScope scope,
        JsonNode root,
        String path,
        @Nullable String category,
        @Nullable String language,
        LintDefinitions definitions) {

    SelectedNode rootNode() {
        return new SelectedNode(root, path);
    }
}
