package io.parley.runtime.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Validates {@link SelfChecked}. */
public final class SelfCheckedValidator implements ConstraintValidator<SelfChecked.Rules, SelfChecked> {

    @Override
    public boolean isValid(@Nullable SelfChecked value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        var report = new ContextReport(context);
        value.check(report);
        return report.isEmpty;
    }

    private static final class ContextReport implements SelfChecked.Report {
        private final ConstraintValidatorContext context;
        private boolean isEmpty = true;

        private ContextReport(ConstraintValidatorContext context) {
            this.context = context;
        }

        @Override
        public void violation(String message) {
            builder(message).addConstraintViolation();
        }

        @Override
        public void violation(String member, String message) {
            builder(message).addPropertyNode(member).addConstraintViolation();
        }

        private ConstraintValidatorContext.ConstraintViolationBuilder builder(String message) {
            isEmpty = false;
            context.disableDefaultConstraintViolation();
            return context.buildConstraintViolationWithTemplate(message);
        }
    }
}
