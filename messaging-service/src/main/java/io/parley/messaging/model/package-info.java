/** Values that several packages exchange: states, errors, people and inbound content. Depends on no other package. */
package io.parley.messaging.model;
