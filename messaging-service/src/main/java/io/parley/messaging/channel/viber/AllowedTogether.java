package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.viber.ViberBodyComponent.ButtonBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.ImageBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.TextBody;
import io.parley.messaging.channel.viber.ViberBodyComponent.VideoBody;
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
import java.util.Set;

/** Validates that the contract allows this combination of components in one message, each at most once. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AllowedTogether.Validator.class)
@interface AllowedTogether {
    String message() default
            "must be one component other than a button, or video and text, video, text and button, "
                    + "text and button, or text, button and image";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts an empty list and null components; other constraints reject them. */
    final class Validator implements ConstraintValidator<AllowedTogether, List<ViberBodyComponent>> {
        private static final Set<Set<Class<?>>> COMBINATIONS = Set.of(
                Set.of(VideoBody.class, TextBody.class),
                Set.of(VideoBody.class, TextBody.class, ButtonBody.class),
                Set.of(TextBody.class, ButtonBody.class),
                Set.of(TextBody.class, ButtonBody.class, ImageBody.class));

        @Override
        public boolean isValid(List<ViberBodyComponent> body, ConstraintValidatorContext context) {
            if (body == null || body.isEmpty() || body.stream().anyMatch(Objects::isNull)) {
                return true;
            }
            if (body.size() == 1) {
                return !(body.getFirst() instanceof ButtonBody);
            }
            var kinds = new HashSet<Class<?>>();
            return body.stream().allMatch(component -> kinds.add(component.getClass())) && COMBINATIONS.contains(kinds);
        }
    }
}
