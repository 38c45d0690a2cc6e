package io.parley.flow.validation;

import io.parley.flow.validation.source.SourceArray;
import io.parley.flow.validation.source.SourceObject;
import io.parley.flow.validation.source.SourceValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Counts the components that a screen can show at the same time: of the branches of a condition, only one is shown. */
final class ShownComponents {
    private final FlowSchema schema;
    private final Predicate<ShapeSchema> counted;
    private final BranchListener listener;

    /** Receives the components whose branches differ. */
    interface BranchListener {
        /** Some branches of the component can show what is counted, and at least one cannot. */
        void differ(SourceObject component, ShapeSchema.Branches branches);
    }

    ShownComponents(FlowSchema schema, Predicate<ShapeSchema> counted, BranchListener listener) {
        this.schema = schema;
        this.counted = counted;
        this.listener = listener;
    }

    int max(FlowScreen screen) {
        return screen.object()
                .object("layout")
                .flatMap(layout -> layout.value("children"))
                .map(this::max)
                .orElse(0);
    }

    private int max(SourceValue list) {
        var sum = 0;
        if (list instanceof SourceArray array) {
            for (var i = 0; i < array.size(); i++) {
                sum += array.item(i) instanceof SourceObject component ? maxOf(component) : 0;
            }
        }
        return sum;
    }

    private int maxOf(SourceObject component) {
        var shape = component.text("type").map(schema.components()::get).orElse(null);
        if (shape == null) {
            return 0;
        }
        if (counted.test(shape)) {
            return 1;
        }
        return shape.branches() == null
                ? component.value("children").map(this::max).orElse(0)
                : maxOfBranches(component, shape.branches());
    }

    private int maxOfBranches(SourceObject component, ShapeSchema.Branches branches) {
        var counts = counts(component, branches);
        var max = 0;
        var allShow = true;
        for (var count : counts) {
            max = Math.max(max, count);
            allShow &= count > 0;
        }
        if (max > 0 && !allShow) {
            listener.differ(component, branches);
        }
        return max;
    }

    /** Returns the maximum of each branch; 0 for one that is missing. */
    private List<Integer> counts(SourceObject component, ShapeSchema.Branches branches) {
        var counts = new ArrayList<Integer>();
        if (branches.members() != null) {
            for (var member : branches.members()) {
                counts.add(component.value(member).map(this::max).orElse(0));
            }
        }
        if (branches.map() != null) {
            component.object(branches.map()).ifPresent(map -> map.members()
                    .forEach(member -> counts.add(max(member.value()))));
        }
        return counts;
    }
}
