/** Database work of the startup. */
package io.parley.messaging.database;
