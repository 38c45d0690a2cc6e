/** Database work of the startup. */
@NullMarked
package io.parley.messaging.database;

import org.jspecify.annotations.NullMarked;
