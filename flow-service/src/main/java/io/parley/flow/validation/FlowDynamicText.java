package io.parley.flow.validation;

import io.parley.flow.validation.expression.Expression;
import io.parley.flow.validation.expression.FlowBinding;
import io.parley.flow.validation.source.SourceScalar;

/** Which texts are evaluated when a Flow runs. */
final class FlowDynamicText {
    private FlowDynamicText() {}

    /** Whether a value may be dynamic, by its first character: most texts need not be read. */
    static boolean mayBe(SourceScalar value) {
        return value.mayBeginWith('$', '`');
    }

    static boolean isDynamic(String text, FlowVersion version, FlowSchema schema) {
        return FlowBinding.looksLikeOne(text) || isNested(text, version, schema);
    }

    /** Before the version that introduced expressions, backticks are text. */
    static boolean isNested(String text, FlowVersion version, FlowSchema schema) {
        return Expression.isNested(text) && version.isWithin(schema.versions().nestedExpressions(), null);
    }
}
