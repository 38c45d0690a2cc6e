/** What Meta decides about templates: webhooks and comparisons with Meta's list, stored by one code path. */
package io.parley.template.review;
