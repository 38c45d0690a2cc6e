/** WhatsApp templates: started, reachable and listening; its operations come with its own release. */
package io.parley.template;
