/** What the instances of this service tell each other. */
package io.parley.messaging.instances;
