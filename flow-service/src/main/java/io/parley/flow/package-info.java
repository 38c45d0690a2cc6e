/** WhatsApp Flows: consumes and parks provider events; its operations are not implemented yet. */
package io.parley.flow;
