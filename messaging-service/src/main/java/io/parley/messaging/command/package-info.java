/** Programs of their own beside the service, in its image. */
package io.parley.messaging.command;
