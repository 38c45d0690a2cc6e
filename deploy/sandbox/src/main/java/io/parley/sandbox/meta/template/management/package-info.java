/** Templates of business accounts: the calls that manage them, the review, the changes by the control API, the webhooks. */
package io.parley.sandbox.meta.template.management;
