package io.parley.messaging.channel.whatsapp;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

/** One emoji, counted as a person sees it, or an empty text. Null passes. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Emoji.Validator.class)
@interface Emoji {
    String message() default "must be one emoji, or empty to take the reaction back";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Judges it: one grapheme that has a pictograph, a flag or a keycap in it. */
    final class Validator implements ConstraintValidator<Emoji, String> {
        private static final Pattern ONE = Pattern.compile("\\X");
        private static final Pattern PICTURE =
                Pattern.compile("[\\p{IsEmoji_Presentation}\\p{IsExtended_Pictographic}\\x{20E3}]");

        @Override
        public boolean isValid(String emoji, ConstraintValidatorContext context) {
            return emoji == null || emoji.isEmpty() || (ONE.matcher(emoji).matches() && isIn(emoji));
        }

        /** Whether a text has any. */
        static boolean isIn(String text) {
            return PICTURE.matcher(text).find();
        }
    }
}
