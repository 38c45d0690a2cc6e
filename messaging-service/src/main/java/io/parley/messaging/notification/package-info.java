/** Notifies customers of changes of their accounts, numbers and templates, each change once. */
package io.parley.messaging.notification;
