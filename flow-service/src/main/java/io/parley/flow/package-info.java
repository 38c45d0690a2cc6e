/** WhatsApp Flows: started, reachable and listening; its operations come with its own release. */
package io.parley.flow;
