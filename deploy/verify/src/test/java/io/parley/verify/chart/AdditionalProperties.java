package io.parley.verify.chart;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Unknown fields of resources: the model libraries collect them at each level instead of reporting them. */
final class AdditionalProperties {
    private static final String PACKAGES = "io\\.(fabric8|strimzi)\\..*";

    private AdditionalProperties() {}

    static List<String> of(Object resource) {
        var found = new ArrayList<String>();
        collect(resource, found);
        return found;
    }

    private static void collect(Object value, List<String> to) {
        switch (value) {
            case null -> {}
            case Collection<?> items -> items.forEach(item -> collect(item, to));
            case Map<?, ?> items -> items.values().forEach(item -> collect(item, to));
            case Object model when model.getClass().getName().matches(PACKAGES) -> collectModel(model, to);
            default -> {}
        }
    }

    private static void collectModel(Object model, List<String> to) {
        for (var method : model.getClass().getMethods()) {
            if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
                var value = valueOf(method, model);
                if (method.getName().equals("getAdditionalProperties") && value instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(name -> to.add(model.getClass().getSimpleName() + "." + name));
                } else if (value != model) {
                    collect(value, to);
                }
            }
        }
    }

    private static Object valueOf(Method getter, Object model) {
        try {
            return getter.invoke(model);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
