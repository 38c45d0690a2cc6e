package io.parley.runtime.validation;

import io.parley.model.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bean validation with JSON paths: at most one violation per field, in a stable order. */
@ApplicationScoped
public class Constraints {
    private final Validator validator;

    Constraints(Validator validator) {
        this.validator = validator;
    }

    /** @param path position of the value in the request; empty for the whole body */
    public List<Violation> broken(Object value, String path) {
        var broken = validator.validate(value);
        return broken.isEmpty() ? List.of() : violations(broken, path);
    }

    static List<Violation> violations(Collection<? extends ConstraintViolation<?>> broken, String path) {
        Map<String, Violation> byField = new LinkedHashMap<>();
        broken.stream()
                .map(one -> new Violation(JsonPaths.of(one.getPropertyPath(), path), one.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .forEach(violation -> byField.putIfAbsent(violation.field(), violation));
        return List.copyOf(byField.values());
    }
}
