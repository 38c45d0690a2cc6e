/** Notifies customers of changes of their accounts, numbers and templates, each change once. */
@NullMarked
package io.parley.messaging.notification;

import org.jspecify.annotations.NullMarked;
