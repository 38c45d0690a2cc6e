/** Values that several packages exchange: states, errors, people and inbound content. Depends on no other package. */
@NullMarked
package io.parley.messaging.model;

import org.jspecify.annotations.NullMarked;
