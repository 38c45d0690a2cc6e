/** Due jobs that submit localizations to Meta, and delete them there. */
@NullMarked
package io.parley.template.submission;

import org.jspecify.annotations.NullMarked;
