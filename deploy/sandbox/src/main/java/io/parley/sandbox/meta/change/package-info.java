/** What changes of templates and Flows have in common: their webhooks, and responses that are lost. */
package io.parley.sandbox.meta.change;
