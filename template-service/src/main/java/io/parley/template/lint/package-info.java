/**
 * Reports what Meta or this API would refuse in a template before it is submitted.
 *
 * <p>Rules are data: {@code lint/rules.yaml} contains each rule with its limits, its message and its source, and the fixed
 * texts and word lists. The classes here are the kinds of rules; they contain no limit of Meta. The package uses no
 * framework, so that the command line runs it without a platform.
 *
 * <p>Severities: {@link io.parley.template.lint.LintSeverity#ERROR} means that the submission fails, because the contract
 * requires a 400 or because Meta's documentation states a limit that its API checks at creation. {@link
 * io.parley.template.lint.LintSeverity#WARNING} means that the submission is accepted but the review may reject it: Meta
 * publishes no exact rule (density of placeholders), a reviewer decides (category, short URLs), a limit is known from other
 * sources only, or the template can be approved only after a correction (missing samples).
 */
@NullMarked
package io.parley.template.lint;

import org.jspecify.annotations.NullMarked;
