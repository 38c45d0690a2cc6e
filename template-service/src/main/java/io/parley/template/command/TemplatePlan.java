package io.parley.template.command;

import java.util.List;

/** The differences between files and an account, in the order of the files. */
record TemplatePlan(List<PlannedChange> changes) {

    List<PlannedChange.Call> calls() {
        return of(PlannedChange.Call.class);
    }

    boolean isImpossible() {
        return !of(PlannedChange.Impossible.class).isEmpty();
    }

    <T extends PlannedChange> List<T> of(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
