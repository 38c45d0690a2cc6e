package io.parley.messaging.channel.whatsapp.content;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A single emoji (one grapheme cluster) or an empty text. Null is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Emoji.Validator.class)
@interface Emoji {
    String message() default "must be one emoji, or empty to remove the reaction";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Valid is one grapheme cluster that contains a pictograph, a flag or a keycap. */
    final class Validator implements ConstraintValidator<Emoji, String> {
        private static final Pattern GRAPHEME = Pattern.compile("\\X");
        private static final Pattern PICTOGRAPH =
                Pattern.compile("[\\p{IsEmoji_Presentation}\\p{IsExtended_Pictographic}\\x{20E3}]");

        @Override
        public boolean isValid(@Nullable String emoji, ConstraintValidatorContext context) {
            return emoji == null || emoji.isEmpty() || (GRAPHEME.matcher(emoji).matches() && isIn(emoji));
        }

        /** Whether a text contains an emoji. */
        static boolean isIn(String text) {
            return PICTOGRAPH.matcher(text).find();
        }
    }
}
