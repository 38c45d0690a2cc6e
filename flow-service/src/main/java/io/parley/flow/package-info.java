/** WhatsApp Flows: consumes and parks provider events; its operations are not implemented yet. */
@NullMarked
package io.parley.flow;

import org.jspecify.annotations.NullMarked;
