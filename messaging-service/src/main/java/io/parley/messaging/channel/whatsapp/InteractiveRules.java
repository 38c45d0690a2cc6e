package io.parley.messaging.channel.whatsapp;

import io.parley.messaging.channel.whatsapp.InteractiveParts.Choice;
import io.parley.messaging.channel.whatsapp.InteractiveParts.FlowCall;
import io.parley.messaging.channel.whatsapp.InteractiveParts.Rows;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Constraints of interactive messages that span several members. */
final class InteractiveRules {
    private InteractiveRules() {}

    /** Requires distinct payloads. */
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = DistinctPayloads.Validator.class)
    @interface DistinctPayloads {
        String message() default "must have distinct payloads";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<DistinctPayloads, List<? extends Choice>> {

            @Override
            public boolean isValid(List<? extends Choice> choices, ConstraintValidatorContext context) {
                return areDistinct(NullableLists.stream(choices));
            }
        }
    }

    /** At most ten rows in all sections together, with distinct payloads. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = TenRows.Validator.class)
    @interface TenRows {
        String message() default "must have at most 10 rows in all sections together, with distinct payloads";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<TenRows, Rows> {

            @Override
            public boolean isValid(Rows list, ConstraintValidatorContext context) {
                return list == null || (rows(list).count() <= 10 && areDistinct(rows(list)));
            }

            private static Stream<? extends Choice> rows(Rows list) {
                return NullableLists.stream(list.sections())
                        .filter(Objects::nonNull)
                        .flatMap(section -> NullableLists.stream(section.rows()));
            }
        }
    }

    /** Requires the first screen for {@code navigate}. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = ScreenRequired.Validator.class)
    @interface ScreenRequired {
        String message() default "must have flowActionPayload if flowAction is navigate";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<ScreenRequired, FlowCall> {

            @Override
            public boolean isValid(FlowCall flow, ConstraintValidatorContext context) {
                return flow == null
                        || flow.flowAction() != FlowCall.Action.NAVIGATE
                        || flow.flowActionPayload() != null;
            }
        }
    }

    private static boolean areDistinct(Stream<? extends Choice> choices) {
        var seen = new HashSet<String>();
        return choices.filter(Objects::nonNull)
                .map(Choice::payload)
                .filter(Objects::nonNull)
                .allMatch(seen::add);
    }
}
