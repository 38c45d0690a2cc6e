package io.parley.flow.validation;

/** Checks that a screen has one footer, whichever branches of its conditions are shown. */
final class FooterCheck {
    private final FlowFindings findings;
    private final ShownComponents footers;

    FooterCheck(FlowSchema schema, FlowFindings findings) {
        this.findings = findings;
        this.footers = new ShownComponents(
                schema, ShapeSchema::footer, (component, branches) -> findings.object(branches.rule(), component));
    }

    void check(FlowScreen screen) {
        var max = footers.max(screen);
        if (max > 1 && outsideBranches(screen) <= 1) {
            findings.object("footers", screen.object(), screen.id(), max);
        }
        if (max == 0 && screen.isTerminal()) {
            findings.object("footer-missing", screen.object(), screen.id());
        }
    }

    /** More than one of these have a rule of their own. */
    private static long outsideBranches(FlowScreen screen) {
        return screen.components().stream()
                .filter(component -> component.schema().footer() && component.branches() == 0)
                .count();
    }
}
