/** What is known of templates: the facts of template-service, in memory, for checking messages that use them. */
package io.parley.messaging.template;
