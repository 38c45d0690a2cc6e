package io.parley.flow.validation;

import io.parley.flow.validation.expression.FlowBinding;
import io.parley.flow.validation.expression.ValueType;
import io.parley.flow.validation.source.SourceObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what bindings refer to, and remembers it for the screen that is being checked: most bindings are used again and again. */
final class BindingResolver {
    private static final int MAX_REMEMBERED = 1000;
    private static final int MAX_LENGTH = 64;
    private static final int SLOTS = 256;
    private static final int MULTIPLIER = 31;

    private final FlowContents model;
    private final FlowVersion version;
    private final FlowSchema schema;
    private final Map<String, BoundValue> remembered = new HashMap<>();
    /** The last binding of each slot, so that those of an expression are found without a copy of their text. */
    private final @Nullable ExpressionBinding[] recent = new ExpressionBinding[SLOTS];

    private @Nullable FlowScreen screen;

    BindingResolver(FlowContents model, FlowVersion version, FlowSchema schema) {
        this.model = model;
        this.version = version;
        this.schema = schema;
    }

    /**
     * What a binding refers to.
     *
     * @param fault id of the broken rule, with the prefix {@code reference-}, or without one if it depends on where the
     *     binding is; empty if the target exists, and for a text that is not a binding
     * @param dataSchema schema of bound data; empty if there is none
     * @param input the bound input of a form; empty for data
     */
    record BoundValue(
            Optional<String> fault, ValueType type, Optional<SourceObject> dataSchema, Optional<FlowComponent> input) {

        /** A text that is not a binding. */
        static final BoundValue NO_BINDING = unknown();

        static BoundValue fault(String rule) {
            return new BoundValue(Optional.of(rule), ValueType.UNKNOWN, Optional.empty(), Optional.empty());
        }

        static BoundValue unknown() {
            return new BoundValue(Optional.empty(), ValueType.UNKNOWN, Optional.empty(), Optional.empty());
        }

        static BoundValue of(SourceObject dataSchema) {
            return new BoundValue(
                    Optional.empty(), DataModelCheck.type(dataSchema), Optional.of(dataSchema), Optional.empty());
        }
    }

    private record ExpressionBinding(char[] text, BoundValue target) {}

    /** Returns what a part of an expression on a screen refers to. */
    BoundValue resolve(char[] expression, int from, int to, FlowScreen on) {
        if (to - from > MAX_LENGTH) {
            return resolve(new String(expression, from, to - from), on);
        }
        enter(on);
        var slot = slot(expression, from, to);
        var binding = recent[slot];
        if (binding == null || !Arrays.equals(binding.text, 0, binding.text.length, expression, from, to)) {
            var text = Arrays.copyOfRange(expression, from, to);
            binding = new ExpressionBinding(text, resolve(new String(text), on));
            recent[slot] = binding;
        }
        return binding.target;
    }

    /** Reads the last characters before the closing brace, where names differ. */
    private static int slot(char[] expression, int from, int to) {
        return ((to - from) * MULTIPLIER + expression[to - 2]) * MULTIPLIER + expression[Math.max(from, to - 3)]
                & SLOTS - 1;
    }

    private void enter(FlowScreen on) {
        if (on != screen) {
            screen = on;
            remembered.clear();
            Arrays.fill(recent, null);
        }
    }

    /** Returns what a text on a screen refers to; {@link BoundValue#NO_BINDING} for one that is not a binding. */
    BoundValue resolve(String text, FlowScreen on) {
        enter(on);
        var known = remembered.get(text);
        if (known != null) {
            return known;
        }
        var found = FlowBinding.parse(text).map(binding -> resolve(binding, on)).orElse(BoundValue.NO_BINDING);
        if (remembered.size() < MAX_REMEMBERED) {
            remembered.put(text, found);
        }
        return found;
    }

    private BoundValue resolve(FlowBinding binding, FlowScreen on) {
        if (binding.screen().isEmpty()) {
            return binding.form() ? input(binding, on, "form-unknown") : data(binding, on, "data-unknown");
        }
        if (!version.isWithin(schema.versions().screenReferences(), null)) {
            return BoundValue.fault("reference-version");
        }
        var other = model.screen(binding.screen().get());
        if (other.isEmpty()) {
            return BoundValue.fault("reference-screen");
        }
        if (other.get() == on) {
            return BoundValue.fault("reference-own");
        }
        return binding.form()
                ? input(binding, other.get(), "reference-target")
                : data(binding, other.get(), "reference-target");
    }

    private static BoundValue input(FlowBinding binding, FlowScreen screen, String fault) {
        var input = screen.input(binding.path().getFirst());
        if (input.isEmpty()) {
            return BoundValue.fault(fault);
        }
        var type = binding.path().size() > 1
                ? ValueType.UNKNOWN
                : ValueType.of(input.get().schema().input());
        return new BoundValue(Optional.empty(), type, Optional.empty(), input);
    }

    private static BoundValue data(FlowBinding binding, FlowScreen screen, String fault) {
        var found =
                screen.dataModel().flatMap(model -> model.object(binding.path().getFirst()));
        if (found.isEmpty()) {
            return BoundValue.fault(fault);
        }
        var dataSchema = found.get();
        for (var name : binding.path().subList(1, binding.path().size())) {
            if (DataModelCheck.type(dataSchema) == ValueType.ARRAY) {
                return BoundValue.fault("array-path");
            }
            var properties = dataSchema.object("properties");
            if (properties.isEmpty()) {
                return BoundValue.unknown();
            }
            var next = properties.get().object(name);
            if (next.isEmpty()) {
                return BoundValue.fault(fault);
            }
            dataSchema = next.get();
        }
        return BoundValue.of(dataSchema);
    }
}
