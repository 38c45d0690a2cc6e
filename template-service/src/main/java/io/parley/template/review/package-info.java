/** What Meta decides about templates: webhooks and comparisons with Meta's list, stored by one code path. */
@NullMarked
package io.parley.template.review;

import org.jspecify.annotations.NullMarked;
