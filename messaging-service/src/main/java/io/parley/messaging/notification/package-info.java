/** Telling customers what changed about their accounts, numbers and templates: each change once. */
package io.parley.messaging.notification;
