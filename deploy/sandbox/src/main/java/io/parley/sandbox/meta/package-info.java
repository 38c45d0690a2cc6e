/** Meta's Graph API: send calls and signed webhooks. */
package io.parley.sandbox.meta;
