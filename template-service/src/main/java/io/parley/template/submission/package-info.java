/** Due jobs that submit localizations to Meta, and delete them there. */
package io.parley.template.submission;
