/** The face of Meta's Graph API: sends, and the signed webhooks that follow. */
package io.parley.sandbox.meta;
