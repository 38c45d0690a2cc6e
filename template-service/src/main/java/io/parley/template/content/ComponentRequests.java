package io.parley.template.content;

import io.parley.runtime.json.Violations;
import io.parley.runtime.problem.Problems;
import java.util.List;

/** Checks of changed components. */
public final class ComponentRequests {
    private ComponentRequests() {}

    /** Checks the contract's rules. Fails with all violations. */
    public static void check(List<TemplateComponent> components, TemplateCategory category) {
        var violations = new Violations();
        ContractRules.check(components, category, "components", violations);
        violations.throwIfAny();
    }

    /** Authentication templates have other components than those of the other categories. */
    public static void checkStored(TemplateCategory stored, TemplateCategory wanted) {
        if (stored != wanted
                && (stored == TemplateCategory.AUTHENTICATION || wanted == TemplateCategory.AUTHENTICATION)) {
            throw Problems.violation(
                    "category", "cannot change from " + stored + " to " + wanted + ": submit another template");
        }
    }
}
