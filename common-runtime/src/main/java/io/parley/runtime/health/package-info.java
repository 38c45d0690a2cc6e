/** What a service must know about itself before it takes work: schema, directory, broker. */
package io.parley.runtime.health;
