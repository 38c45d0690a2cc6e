/** The limits of Meta's messages endpoint as data: one file per message type, checked in the order of its members. */
package io.parley.sandbox.meta.rules;
